/**
 * The command line: one thin class a command. In come arguments, out go an answer on standard output, messages on standard
 * error and an exit code; the work itself is done by the packages before this one.
 *
 * <p>Commands that need no Spark run on a class path without it. Hence {@link org.junheng.command.Commands} makes only the
 * command that was asked for, and a command class names Spark neither in a field nor in a method of its own: help about it
 * must load without Spark.
 */
package org.junheng.command;
