// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a running call has come, as its server says.
 *
 * @param message  printable and short; may be empty
 * @param fraction 0 to 1; null where the server does not say of how much
 */
public record ToolProgress(String message, @Nullable Double fraction) {

    static ToolProgress of(double progress, Map<String, Json> params) {
        var total = Messages.number(params.get("total"));
        return new ToolProgress(
                Excerpt.printable(
                        params.getOrDefault("message", Json.NULL).asString().orElse("")),
                total.isPresent() && total.getAsDouble() > 0
                        ? Math.clamp(progress / total.getAsDouble(), 0.0, 1.0)
                        : null);
    }
}
