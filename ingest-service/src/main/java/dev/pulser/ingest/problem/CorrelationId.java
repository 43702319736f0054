// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer and the log lines about it have in common: the trace id where the client sent one, else a new one. */
public final class CorrelationId {

    private static final String KEY = "pulser.correlation-id";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private CorrelationId() {}

    /** The id of this request, the same at every call. */
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

    /** For an answer to what never became a request. */
    public static String random() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** {@code traceparent} where it is one, else null: what is worth carrying on. */
    public static @Nullable String validTraceparent(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
