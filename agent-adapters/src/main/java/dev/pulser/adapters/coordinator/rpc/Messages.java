// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON-RPC messages as lines. */
public final class Messages {

    private Messages() {}

    public static String request(long id, String method, Map<String, Json> params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":"
                + Json.string(method).text() + ",\"params\":" + object(params).text() + '}';
    }

    public static String notification(String method, Map<String, Json> params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":" + Json.string(method).text() + ",\"params\":"
                + object(params).text() + '}';
    }

    public static String result(Json id, Json result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + oneLine(id) + ",\"result\":" + oneLine(result) + '}';
    }

    public static String error(Json id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + oneLine(id) + ",\"error\":{\"code\":" + code + ",\"message\":"
                + Json.string(message).text() + "}}";
    }

    /** An object in one line. */
    public static Json object(Map<String, Json> members) {
        return new Json(members.entrySet().stream()
                .map(member -> Json.string(member.getKey()).text() + ':' + oneLine(member.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** Line breaks of a JSON text stand between its tokens only, where a blank does as well. */
    private static String oneLine(Json json) {
        return json.text().replace('\n', ' ').replace('\r', ' ');
    }

    /** What an answer says. */
    public static Reply reply(Map<String, Json> message, int bytes) {
        var result = message.get("result");
        var error = message.get("error");
        if (error != null && result == null) {
            var text = error.member("message");
            var code = error.member("code");
            return new Reply.Refused(
                    code != null && code.text().matches("-?\\d{1,18}") ? Long.parseLong(code.text()) : 0,
                    text == null ? "" : text.asString().orElse(text.text()),
                    error.member("data"),
                    bytes);
        }
        if (result == null || error != null) {
            return new Reply.Refused(0, "an answer without a result, or with a result and an error", null, bytes);
        }
        return new Reply.Result(result, bytes);
    }
}
