// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import java.util.List;
import java.util.Locale;

/** The word a statement begins with, behind comments and opening brackets. */
final class LeadingKeyword {

    /** What may not even try to write; the read-only transaction stops those of them that do, as in WITH … DELETE. */
    static final List<String> READING = List.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN");

    private LeadingKeyword() {}

    /** In upper case; empty where the statement does not begin with a word. */
    static String of(String sql) {
        return wordAt(sql, start(sql));
    }

    /** Whether there is nothing but blanks, brackets that open, and comments. */
    static boolean isMissing(String sql) {
        return start(sql) >= sql.length();
    }

    private static int start(String sql) {
        var at = 0;
        while (at < sql.length()) {
            if (sql.startsWith("--", at)) {
                at = endOfLine(sql, at);
            } else if (sql.startsWith("/*", at)) {
                at = endOfComment(sql, at);
            } else if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '(') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static String wordAt(String sql, int start) {
        var end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    private static int endOfLine(String sql, int at) {
        var end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** PostgreSQL's comments nest. */
    private static int endOfComment(String sql, int start) {
        var depth = 1;
        var at = start + 2;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }
}
