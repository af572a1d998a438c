/** The command line of the dashboard's jar: {@code dashboard} and {@code export --format site}. */
package org.junheng.dashboard.command;
