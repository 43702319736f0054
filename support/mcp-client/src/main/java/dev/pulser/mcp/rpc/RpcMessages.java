// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reader and writer of JSON-RPC messages, each on one line. */
public final class RpcMessages {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern REQUEST_ID = Pattern.compile("\\d{1,18}");

    private RpcMessages() {}

    /** Returns the id of a request of this client, which is a whole number; empty for any other value. */
    public static OptionalLong id(Json json) {
        return REQUEST_ID.matcher(json.text()).matches()
                ? OptionalLong.of(Long.parseLong(json.text()))
                : OptionalLong.empty();
    }

    /** Returns the value of a number; empty for any other type. */
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

    /** Returns the parameters of {@code notifications/cancelled}. */
    public static Map<String, Json> cancelledParams(long id, String reason) {
        return Map.of("requestId", new Json(Long.toString(id)), "reason", Json.string(reason));
    }

    /** Returns an object on one line. */
    public static Json object(Map<String, Json> members) {
        return new Json(members.entrySet().stream()
                .map(member -> Json.string(member.getKey()).text() + ':' + oneLine(member.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** Replaces line breaks, which JSON allows between tokens only, by spaces. */
    private static String oneLine(Json json) {
        return json.text().replace('\n', ' ').replace('\r', ' ');
    }

    /** Returns the outcome that a response message contains. */
    public static RequestOutcome outcome(Map<String, Json> message, int bytes) {
        var result = message.get("result");
        var error = message.get("error");
        if (error != null && result == null) {
            var text = error.member("message");
            var code = error.member("code");
            return new RequestOutcome.ErrorResponse(
                    code != null && INTEGER.matcher(code.text()).matches() ? Long.parseLong(code.text()) : 0,
                    text == null ? "" : text.asString().orElse(text.text()),
                    error.member("data"),
                    bytes);
        }
        if (result == null || error != null) {
            return new RequestOutcome.ErrorResponse(
                    0, "The response has neither a result nor an error, or both", null, bytes);
        }
        return new RequestOutcome.Result(result, bytes);
    }
}
