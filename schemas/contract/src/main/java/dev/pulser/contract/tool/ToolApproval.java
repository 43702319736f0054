// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a tool that may be called.
 *
 * @param hash   of the definition that is approved, see {@link ToolOffer#hash}
 * @param by     who approved it; null where it was the first that was seen
 * @param reason why, for people
 */
public record ToolApproval(
        ToolRef ref,
        String hash,
        @Nullable String by,
        @Nullable String reason,
        Instant at) {}
