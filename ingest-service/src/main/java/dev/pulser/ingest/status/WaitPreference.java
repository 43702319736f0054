// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code Prefer: wait=N} (RFC 7240): how long a client would wait for a task to end.
 *
 * @param limit zero to {@link #MAX}
 */
public record WaitPreference(Duration limit) {

    public static final Duration MAX = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=[,;]|$)");

    /** Of the {@code Prefer} headers; a preference that is none is none, as the RFC has it. */
    public static Optional<WaitPreference> of(List<String> headers) {
        for (var header : headers) {
            var match = WAIT.matcher(header);
            if (match.find()) {
                var asked = Duration.ofSeconds(Long.parseLong(match.group(1)));
                return Optional.of(new WaitPreference(asked.compareTo(MAX) > 0 ? MAX : asked));
            }
        }
        return Optional.empty();
    }

    /** Value of {@code Preference-Applied}. */
    public String applied() {
        return "wait=" + limit.toSeconds();
    }
}
