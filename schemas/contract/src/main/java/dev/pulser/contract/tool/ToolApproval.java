// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Approval of a tool definition; tools are called only with an approved one.
 *
 * @param hash   hash of the approved definition, see {@link ToolDefinition#hash}
 * @param by     person who approved it; null for the first definition, which is approved automatically
 * @param reason explanation by that person
 */
public record ToolApproval(
        ToolRef ref,
        String hash,
        @Nullable String by,
        @Nullable String reason,
        Instant at) {}
