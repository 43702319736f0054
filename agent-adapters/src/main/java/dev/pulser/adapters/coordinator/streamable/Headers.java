// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.coordinator.tools.ToolHeaders;
import dev.pulser.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers by which MCP is spoken over HTTP: which version, which session, and what a request is about. */
final class Headers {

    private static final String VERSION = "MCP-Protocol-Version";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";

    /** Visible ASCII, as the protocol has it; anything else cannot be sent back. */
    private static final String SESSION_FORM = "[\\x21-\\x7e]{1,1024}";

    private volatile @Nullable Era era;
    private volatile @Nullable String session;

    @Nullable
    Era era() {
        return era;
    }

    void speak(Era spoken) {
        era = spoken;
    }

    @Nullable
    String session() {
        return session;
    }

    /** Of a session that a server gives out with its answer to the greeting. */
    void join(String given) {
        if (given.matches(SESSION_FORM)) {
            session = given;
        }
    }

    /** Of a request: in the newer era they say what its body says. */
    Map<String, String> of(Request request) {
        var version = request.meta().getOrDefault(VERSION_IN_META, Json.NULL).asString();
        if (version.isEmpty()) {
            return ofAnything();
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put(VERSION, version.get());
        headers.put("Mcp-Method", request.method());
        request.params()
                .getOrDefault("name", Json.NULL)
                .asString()
                .ifPresent(name -> headers.put("Mcp-Name", ToolHeaders.encoded(name)));
        headers.putAll(request.headers());
        return headers;
    }

    /** Of whatever is said in the older era. */
    Map<String, String> ofAnything() {
        var headers = new LinkedHashMap<String, String>();
        var given = session;
        if (given != null) {
            headers.put(SESSION, given);
        }
        if (era instanceof Era.Legacy legacy && legacy.namesItselfInHeaders()) {
            headers.put(VERSION, legacy.version());
        }
        return headers;
    }

    /** Of a stream that goes on after an event. */
    Map<String, String> ofStream(@Nullable String lastEventId) {
        var headers = ofAnything();
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return headers;
    }
}
