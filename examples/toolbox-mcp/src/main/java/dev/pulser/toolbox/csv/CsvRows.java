// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reader of RFC 4180 rows without blank lines. The most frequent separator of the first line is used. */
final class CsvRows {

    private static final String SEPARATORS = ",;\t|";

    private final String text;
    private final char separator;
    private int at;

    CsvRows(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.separator = separatorOf(this.text.lines().findFirst().orElse(""));
    }

    char separator() {
        return separator;
    }

    /** Returns the next row; an empty list at the end. */
    List<String> next() {
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        if (at == text.length()) {
            return List.of();
        }
        var fields = new ArrayList<String>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            fields.add(field());
        }
        return fields;
    }

    private String field() {
        if (at == text.length() || text.charAt(at) != '"') {
            return plain();
        }
        return quoted() + plain();
    }

    private String quoted() {
        var field = new StringBuilder();
        at++;
        while (at < text.length()) {
            var end = text.indexOf('"', at);
            end = end < 0 ? text.length() : end;
            field.append(text, at, end);
            at = Math.min(end + 1, text.length());
            if (at == text.length() || text.charAt(at) != '"') {
                break;
            }
            field.append('"'); // an escaped quote
            at++;
        }
        return field.toString();
    }

    private String plain() {
        var start = at;
        while (at < text.length() && text.charAt(at) != separator && !lineBreak(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean lineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static char separatorOf(String header) {
        return SEPARATORS
                .chars()
                .mapToObj(c -> (char) c)
                .max(Comparator.comparingLong(separator -> count(header, separator)))
                .filter(separator -> count(header, separator) > 0)
                .orElse(',');
    }

    private static long count(String header, char separator) {
        return header.chars().filter(c -> c == separator).count();
    }
}
