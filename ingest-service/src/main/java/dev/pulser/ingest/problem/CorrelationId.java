// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Correlation id of a request in the response and in the log: the trace id if the client sent one, else random. */
public final class CorrelationId {

    private static final String KEY = "pulser.correlation-id";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private CorrelationId() {}

    /** Returns the correlation id of a request; constant for the request. */
    public static String of(RoutingContext request) {
        String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        var id = from(request.request().getHeader("traceparent"));
        request.put(KEY, id);
        return id;
    }

    static String from(@Nullable String traceparent) {
        if (traceparent != null) {
            var match = TRACEPARENT.matcher(traceparent);
            if (match.matches()) {
                return match.group(1);
            }
        }
        return random();
    }

    /** Returns a random id, for input that is not a valid request. */
    public static String random() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Returns {@code traceparent} if it is valid, else null. */
    public static @Nullable String validTraceparent(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
