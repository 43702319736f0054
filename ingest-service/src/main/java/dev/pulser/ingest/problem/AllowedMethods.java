// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Allowed HTTP methods of each path. A test compares them with the OpenAPI document. */
public final class AllowedMethods {

    private static final String READ = "GET, HEAD, OPTIONS";
    private static final Pattern COLLECTIONS = Pattern.compile("/api/v1/(tasks|agents)/?");
    private static final Pattern AGENT = Pattern.compile("/api/v1/agents/(?!health/?$)[^/]+/?");
    private static final Pattern COMMANDS = Pattern.compile("/(mcp|api/v1/(tasks/(batch|cancel|[^/]+/cancel)"
            + "|dead-letters/(replay|drop|[^/]+/replay)|agents/[^/]+/(pause|resume)|company/(pause|resume)"
            + "|tools/(approve|[^/]+/.+/approve)))/?");
    private static final Pattern READABLE = Pattern.compile(
            "/(api/v1/tasks/[^/]+(/status|/events)?|api/v1/agents/health|api/v1/agents/[^/]+/health/history|api/v1/servers|api/v1/tools(/[^/]+/.+)?|api/v1/dead-letters(/[^/]+)?|health"
                    + "|subjects(/[^/]+/versions(/[^/]+)?)?|schemas/ids/[^/]+|openapi|docs(/.*)?|q/.*)/?");

    private AllowedMethods() {}

    /** Returns the value of the {@code Allow} header; empty if no resource has this path. */
    public static Optional<String> at(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        if (COLLECTIONS.matcher(path).matches()) {
            return Optional.of("GET, HEAD, OPTIONS, POST");
        }
        if (AGENT.matcher(path).matches()) {
            return Optional.of("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
        }
        if (COMMANDS.matcher(path).matches()) {
            return Optional.of("OPTIONS, POST");
        }
        return READABLE.matcher(path).matches() ? Optional.of(READ) : Optional.empty();
    }

    /** Returns true when {@code method} is allowed, or the path is unknown. */
    public static boolean allows(String path, String method) {
        var allowed = at(path);
        return allowed.isEmpty() || (", " + allowed.get() + ",").contains(", " + method + ",");
    }
}
