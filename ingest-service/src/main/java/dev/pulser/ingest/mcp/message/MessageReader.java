// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

import dev.pulser.ingest.mcp.message.Message.Notification;
import dev.pulser.ingest.mcp.message.Message.Request;
import dev.pulser.ingest.mcp.message.Message.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the one message of a POST. Pure. */
public final class MessageReader {

    private static final Pattern ID = Pattern.compile("-?\\d{1,19}|\"(?:[^\"\\\\]|\\\\.){0,200}+\"");

    private MessageReader() {}

    /** Never throws for what the bytes are. */
    public static Message read(byte[] body) {
        try {
            return read(RawObject.of(body));
        } catch (Malformed e) {
            return new Unreadable(
                    null,
                    switch (e.not()) {
                        case JSON -> Refusal.notJson(e.reason());
                        case OBJECT -> Refusal.invalidRequest(e.reason());
                    });
        }
    }

    private static Message read(RawObject members) {
        var id = members.json("id")
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .filter(json -> ID.matcher(json).matches())
                .orElse(null);
        if (!"2.0".equals(members.text("jsonrpc"))) {
            return invalid(id, "jsonrpc must be \"2.0\"");
        }
        if (members.has("result") || members.has("error")) {
            return invalid(id, "no request was sent from here, so there is none to answer");
        }
        var method = members.text("method");
        if (method == null || method.isEmpty()) {
            return invalid(id, "method must be a string, such as \"tools/list\"");
        }
        if (!members.has("id")) {
            return new Notification(method);
        }
        if (id == null) {
            return invalid(null, "id must be a whole number, or a string of at most 200 characters");
        }
        var params = members.has("params") ? members.object("params") : RawObject.EMPTY;
        return params == null
                ? new Unreadable(id, Refusal.invalidParams("params must be an object", 400))
                : new Request(id, method, params);
    }

    private static Unreadable invalid(@Nullable String id, String message) {
        return new Unreadable(id, Refusal.invalidRequest(message));
    }
}
