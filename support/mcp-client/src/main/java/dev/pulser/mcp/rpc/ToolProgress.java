// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a running tool call as reported by its server.
 *
 * @param message  printable excerpt on one line; may be empty
 * @param fraction 0 to 1; null if the server does not report a total
 */
public record ToolProgress(String message, @Nullable Double fraction) {

    static ToolProgress of(double progress, Map<String, Json> params) {
        var total = RpcMessages.number(params.get("total"));
        return new ToolProgress(
                Excerpt.line(
                        params.getOrDefault("message", Json.NULL).asString().orElse("")),
                total.isPresent() && total.getAsDouble() > 0
                        ? Math.clamp(progress / total.getAsDouble(), 0.0, 1.0)
                        : null);
    }
}
