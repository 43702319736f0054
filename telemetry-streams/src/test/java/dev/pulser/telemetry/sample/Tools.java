// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import static dev.pulser.telemetry.sample.Statuses.second;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import org.jspecify.annotations.Nullable;

/** What is said of the tool {@code files/read}, some seconds after noon. */
public final class Tools {

    public static final ToolRef READ = new ToolRef("files", "read");

    private Tools() {}

    public static ToolOffer anOffer(int second, String hash) {
        return offer(second, hash, true);
    }

    public static ToolOffer withdrawn(int second, String hash) {
        return offer(second, hash, false);
    }

    private static ToolOffer offer(int second, String hash, boolean offered) {
        return new ToolOffer(
                READ,
                "Read a file",
                "Reads one file",
                "{}",
                null,
                true,
                null,
                false,
                null,
                hash,
                offered,
                "adapters-1",
                second(second));
    }

    /** By the adapter that saw it first. */
    public static ToolApproval approved(int second, String hash) {
        return approvedBy(null, second, hash);
    }

    public static ToolApproval approvedBy(@Nullable String person, int second, String hash) {
        return new ToolApproval(READ, hash, person, person == null ? null : "looked at it", second(second));
    }
}
