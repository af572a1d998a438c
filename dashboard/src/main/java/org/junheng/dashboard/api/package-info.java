/** Panels for programs and spreadsheets, and the OpenAPI document that describes them. */
package org.junheng.dashboard.api;
