// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import org.jspecify.annotations.Nullable;

/** What may be done at which address, for {@code Allow}. */
final class AllowedMethods {

    private AllowedMethods() {}

    static String at(@Nullable String path) {
        return switch (path) {
            case null -> "OPTIONS";
            case "/api/v1/tasks" -> "GET, HEAD, OPTIONS, POST";
            case "/api/v1/tasks/batch" -> "OPTIONS, POST";
            default -> "GET, HEAD, OPTIONS";
        };
    }
}
