// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Wait preference of a client, {@code Prefer: wait=N} (RFC 7240).
 *
 * @param limit longest wait, zero to {@link #MAX}
 */
public record WaitPreference(Duration limit) {

    public static final Duration MAX = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=[,;]|$)");

    /** Parses the {@code Prefer} headers. Unknown preferences are ignored, as the RFC requires. */
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

    /** Returns the value of {@code Preference-Applied}. */
    public String applied() {
        return "wait=" + limit.toSeconds();
    }
}
