// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;

/**
 * Responses of a {@link ScriptedModel}, in JSON:
 *
 * <pre>
 * {"answers":  [response, …],                     responses by the number of steps; the last one is repeated
 *  "order":    "calls",                           selects them by the number of calls of all conversations instead
 *  "rules":    [{"when":"text","answer":…}, …],   responses to requests that contain the text; checked first
 *  "usage":    {"input":100,"output":20},         usage of a response
 *  "key":      "secret"}                          required API key; other calls get 401
 *
 * response:
 * {"text":"…"}                                    text
 * {"calls":[{"name":"…","arguments":{…}}, …]}     tool calls; arguments in a string are sent unchanged
 * {"finish":"length"}                             finish reason
 * {"usage":null}                                  no usage; {"input":1,"output":2} overrides the usage
 * {"delay_ms":50}                                 delay of the response
 * {"break":"cut"}                                 resets the connection in the middle; "end" ends the stream there
 * {"silence":true}                                never responds
 * {"raw":"…"}                                     whole stream
 * {"status":429,"retry_after":1,"body":"…"}       HTTP response without a stream; without usage
 * </pre>
 */
record ModelScript(Json script) {

    static ModelScript parse(String text) {
        try {
            return new ModelScript(Json.parse(text));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * @param request body of the request
     * @param call    number of earlier calls
     */
    Json answer(String request, int call) {
        for (var rule : list(script, "rules")) {
            if (request.contains(text(rule, "when").orElseThrow())) {
                return member(rule, "answer");
            }
        }
        var answers = list(script, "answers");
        int at = text(script, "order").filter("calls"::equals).isPresent() ? call : steps(request);
        return answers.get(Math.min(at, answers.size() - 1));
    }

    private static int steps(String request) {
        return request.split("\"role\"\\s*:\\s*\"assistant\"", -1).length - 1;
    }

    boolean authorizes(String authorization) {
        return text(script, "key")
                .map(key -> authorization.equals("Bearer " + key))
                .orElse(true);
    }

    long tokens(Json answer, String direction) {
        var override = member(answer, "usage");
        var usage = override.isObject() ? override : member(script, "usage");
        return usage.isObject() ? number(usage, direction, 0) : 10;
    }

    static Json member(Json json, String name) {
        return json.members().getOrDefault(name, Json.NULL);
    }

    static List<Json> list(Json json, String name) {
        return member(json, name).elements();
    }

    static Optional<String> text(Json json, String name) {
        return member(json, name).asString();
    }

    static long number(Json json, String name, long defaultValue) {
        var number = member(json, name);
        return number.isNull() ? defaultValue : Long.parseLong(number.text());
    }
}
