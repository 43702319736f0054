// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link ScriptedModel} answers:
 *
 * <pre>
 * {"answers":  [answer, …],                     by how far the conversation is; the last one for all that follows
 *  "order":    "calls",                         by how many calls there were instead, in all conversations
 *  "rules":    [{"when":"text","answer":…}, …], first of all, where the request cooldowns the text
 *  "usage":    {"input":100,"output":20},       what an answer costs
 *  "key":      "secret"}                        whoever comes without it is answered 401
 *
 * answer:
 * {"text":"…"}                                  words
 * {"calls":[{"name":"…","arguments":{…}}, …]}   requests; arguments may be a string, sent as it is
 * {"finish":"length"}                           another reason to finish
 * {"usage":null}                                does not say what it cost; {"input":1,"output":2} costs this
 * {"delay_ms":50}                               thinks first
 * {"break":"cut"}                               cuts the connection in the middle; "end" ends the stream there
 * {"silence":true}                              says nothing ever
 * {"raw":"…"}                                   this as the whole stream
 * {"status":429,"retry_after":1,"body":"…"}     refuses, or answers without a stream; costs nothing
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
     * @param request the body
     * @param call    from 0
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

    boolean admits(String authorization) {
        return text(script, "key")
                .map(key -> authorization.equals("Bearer " + key))
                .orElse(true);
    }

    long tokens(Json answer, String side) {
        var own = member(answer, "usage");
        var usage = own.isObject() ? own : member(script, "usage");
        return usage.isObject() ? number(usage, side, 0) : 10;
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

    static long number(Json json, String name, long otherwise) {
        var number = member(json, name);
        return number.isNull() ? otherwise : Long.parseLong(number.text());
    }
}
