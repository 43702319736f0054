// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server is asked.
 *
 * @param meta     of {@code params._meta}
 * @param params   without {@code _meta}
 * @param headers  parameters that travel in HTTP headers as well, ready to be sent; no matter elsewhere
 * @param progress is told how far it has come, on a thread of the connection; null asks for no word of it
 */
public record Request(
        String method,
        Map<String, Json> meta,
        Map<String, Json> params,
        Map<String, String> headers,
        @Nullable Consumer<ToolProgress> progress) {

    public static Request of(String method, Map<String, Json> meta, Map<String, Json> params) {
        return new Request(method, meta, params, Map.of(), null);
    }

    /** As a message. The token of its progress is its id, which no other request has. */
    public String message(long id) {
        var all = new LinkedHashMap<String, Json>();
        var says = new LinkedHashMap<>(meta);
        if (progress != null) {
            says.put("progressToken", new Json(Long.toString(id)));
        }
        if (!says.isEmpty()) {
            all.put("_meta", Messages.object(says));
        }
        all.putAll(params);
        return Messages.request(id, method, all);
    }
}
