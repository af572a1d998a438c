/**
 * The manners of a command line, the same for every program of the project: options and their usual mistakes, help aligned in
 * two languages, the answer on standard output and messages on standard error, failures told with what to do. In come
 * arguments and a program's own commands and texts, out goes an exit code.
 */
package org.junheng.summary.command;
