// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which paths can mean only one thing. The others are nothing's address, so that no two layers read them differently. */
final class PathRules {

    static final int MAX_CHARS = 12_288;

    private static final Pattern AMBIGUOUS = Pattern.compile("[;\\\\]|//|%(2f|5c|2e|3b|25|0[0-9a-f]|1[0-9a-f]|7f)");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    /** What a path is. */
    enum Verdict {
        PLAIN,
        AMBIGUOUS,
        TOO_LONG
    }

    private PathRules() {}

    /** @param raw as it came, still encoded, without the query */
    static Verdict judge(String raw) {
        if (raw.length() > MAX_CHARS) {
            return Verdict.TOO_LONG;
        }
        var lower = raw.toLowerCase(Locale.ROOT);
        return AMBIGUOUS.matcher(lower).find() || DOTS.matcher(lower).find() ? Verdict.AMBIGUOUS : Verdict.PLAIN;
    }

    /** The path of a request line's target. */
    static String of(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
