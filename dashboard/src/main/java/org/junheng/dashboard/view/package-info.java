/** What readers see: rows become tables with words, signs and links, and templates (in src/main/jte) make them into HTML. */
package org.junheng.dashboard.view;
