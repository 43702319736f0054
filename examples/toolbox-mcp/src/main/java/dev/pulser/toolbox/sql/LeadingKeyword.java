// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import java.util.List;
import java.util.Locale;

/** First keyword of a statement, after comments and opening brackets. */
final class LeadingKeyword {

    /** Keywords of statements that read; the read-only transaction rejects those that write, such as WITH … DELETE. */
    static final List<String> READING = List.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN");

    private LeadingKeyword() {}

    /** Returns the keyword in upper case; empty when the statement does not begin with one. */
    static String of(String sql) {
        return wordAt(sql, start(sql));
    }

    /** Returns true when the statement has only blanks, opening brackets and comments. */
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

    /** Skips a comment; comments of PostgreSQL nest. */
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
