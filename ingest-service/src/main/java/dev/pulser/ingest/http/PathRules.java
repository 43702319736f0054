// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Classification of request paths. Ambiguous paths are answered with 404, so that no two layers interpret them
 * differently.
 */
final class PathRules {

    static final int MAX_CHARS = 12_288;

    private static final Pattern AMBIGUOUS = Pattern.compile("[;\\\\]|//|%(2f|5c|2e|3b|25|0[0-9a-f]|1[0-9a-f]|7f)");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    /** Classification of a path. */
    enum Verdict {
        PLAIN,
        AMBIGUOUS,
        TOO_LONG
    }

    private PathRules() {}

    /**
     * Classifies a path.
     *
     * @param raw path as received, percent-encoded, without the query
     */
    static Verdict judge(String raw) {
        if (raw.length() > MAX_CHARS) {
            return Verdict.TOO_LONG;
        }
        var lower = raw.toLowerCase(Locale.ROOT);
        return AMBIGUOUS.matcher(lower).find() || DOTS.matcher(lower).find() ? Verdict.AMBIGUOUS : Verdict.PLAIN;
    }

    /** Returns the path of a request target. */
    static String of(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
