// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON-RPC messages, each in one line. */
public final class Messages {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern OUR_ID = Pattern.compile("\\d{1,18}");

    private Messages() {}

    /** The id of a request of this client: whole numbers; empty when it is something else. */
    public static OptionalLong id(Json json) {
        return OUR_ID.matcher(json.text()).matches()
                ? OptionalLong.of(Long.parseLong(json.text()))
                : OptionalLong.empty();
    }

    /** The number that a member is; empty when it is something else. */
    public static OptionalDouble number(@Nullable Json json) {
        if (json == null || json.text().length() > 40 || !json.text().matches("-?\\d[\\d.eE+-]*")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(json.text()));
    }

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

    /** What a server is told when nobody waits for the answer to {@code id} any more. */
    public static Map<String, Json> cancelled(long id, String why) {
        return Map.of("requestId", new Json(Long.toString(id)), "reason", Json.string(why));
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
                    code != null && INTEGER.matcher(code.text()).matches() ? Long.parseLong(code.text()) : 0,
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
