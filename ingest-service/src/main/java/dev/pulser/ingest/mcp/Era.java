// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.message.Message;
import dev.pulser.ingest.mcp.message.Refusal;
import dev.pulser.ingest.mcp.message.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two ways MCP is spoken. Which one a request is of, it says itself: nothing is remembered from the one before. */
enum Era {

    /** Since 2026-07-28: every request says its version and what its client can do. */
    MODERN,

    /** Until 2025-11-25: a handshake at the start, which binds nobody to anything here. */
    LEGACY;

    /** All of both, the newest first. */
    static final List<String> VERSIONS = List.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final List<String> MODERN_VERSIONS = VERSIONS.subList(0, 1);
    private static final List<String> LEGACY_VERSIONS = VERSIONS.subList(1, VERSIONS.size());
    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String VERSION = PREFIX + "protocolVersion";
    private static final String CAPABILITIES = PREFIX + "clientCapabilities";

    /** The legacy version to go on with, for a client that would like {@code asked}. */
    static String greetedWith(@Nullable String asked) {
        return asked != null && LEGACY_VERSIONS.contains(asked) ? asked : LEGACY_VERSIONS.getFirst();
    }

    /** @throws Refused where the request is of neither, or its headers do not say what its body says */
    static Era of(Message.Request request, Headers headers) throws Refused {
        var meta = request.params().object("_meta");
        var inBody = meta == null ? null : meta.text(VERSION);
        var inHeader = headers.one(Headers.PROTOCOL_VERSION);
        var version = inBody != null ? inBody : inHeader;
        if (inBody != null) {
            headers.require(Headers.PROTOCOL_VERSION, inBody);
        }
        if (version == null || LEGACY_VERSIONS.contains(version)) {
            return LEGACY;
        }
        if (!MODERN_VERSIONS.contains(version)) {
            throw new Refused(Refusal.unsupportedVersion(version, VERSIONS));
        }
        if (meta == null || inBody == null || meta.object(CAPABILITIES) == null) {
            throw new Refused(
                    Refusal.invalidParams("params._meta must have %s and %s".formatted(VERSION, CAPABILITIES), 400));
        }
        headers.require(Headers.METHOD, request.method());
        var name = request.params().text("name");
        if (request.method().equals("tools/call") && name != null) {
            headers.require(Headers.NAME, name);
        }
        return MODERN;
    }
}
