// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Request to a server.
 *
 * @param meta     members of {@code params._meta}
 * @param params   members of {@code params} without {@code _meta}
 * @param headers  additional HTTP headers with encoded values; ignored by other transports
 * @param progress listener for progress notifications, called on a thread of the connection; null to receive none
 */
public record RpcRequest(
        String method,
        Map<String, Json> meta,
        Map<String, Json> params,
        Map<String, String> headers,
        @Nullable Consumer<ToolProgress> progress) {

    /** Returns a request without headers and progress listener. */
    public static RpcRequest of(String method, Map<String, Json> meta, Map<String, Json> params) {
        return new RpcRequest(method, meta, params, Map.of(), null);
    }

    /** Returns the JSON-RPC message. The request id is also the progress token. */
    public String toMessage(long id) {
        var all = new LinkedHashMap<String, Json>();
        var allMeta = new LinkedHashMap<>(meta);
        if (progress != null) {
            allMeta.put("progressToken", new Json(Long.toString(id)));
        }
        if (!allMeta.isEmpty()) {
            all.put("_meta", RpcMessages.object(allMeta));
        }
        all.putAll(params);
        return RpcMessages.request(id, method, all);
    }
}
