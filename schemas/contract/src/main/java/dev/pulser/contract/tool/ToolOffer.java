// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool as its server describes it. The four hints are the server's own word, null where it says nothing; they are shown,
 * and nothing that matters for safety is decided by them.
 *
 * @param inputSchema  JSON Schema, as JSON text
 * @param outputSchema the same; null where results have no fixed form
 * @param hash         SHA-256 of name, description, schemas and hints, in lower-case hex
 * @param offered      false once the server does not list it any more
 * @param adapter      the instance that was told
 */
public record ToolOffer(
        ToolRef ref,
        @Nullable String title,
        String description,
        String inputSchema,
        @Nullable String outputSchema,
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld,
        String hash,
        boolean offered,
        String adapter,
        Instant at) {}
