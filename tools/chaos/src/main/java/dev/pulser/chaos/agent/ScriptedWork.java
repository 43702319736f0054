// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.script.AgentScript;
import java.time.Duration;

/**
 * Work of an agent, described by the payload of a task or the arguments of a tool call.
 *
 * @param canary text that belongs to the company and must not appear in the data of another one
 * @param effort duration of the work
 */
public record ScriptedWork(String nonce, AgentScript script, String canary, Duration effort) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the payload of a task for an HTTP agent. */
    public String payload() {
        return JSON.createObjectNode()
                .put("nonce", nonce)
                .put("script", script.toString())
                .put("canary", canary)
                .put("effort_ms", effort.toMillis())
                .toString();
    }

    /** Returns the payload of a task that calls the tool. */
    public String toolPayload() {
        return "{\"tool\":\"" + ChaosMcpServer.TOOL + "\",\"arguments\":" + payload() + "}";
    }

    static ScriptedWork of(JsonNode node) {
        return new ScriptedWork(
                node.path("nonce").asText(),
                AgentScript.parse(node.path("script").asText()),
                node.path("canary").asText(),
                Duration.ofMillis(node.path("effort_ms").asLong()));
    }

    /** Returns the nonce of either form of payload; empty when there is none. */
    public static String nonceOf(String payload) {
        try {
            var node = JSON.readTree(payload);
            return node.has("nonce")
                    ? node.path("nonce").asText()
                    : node.path("arguments").path("nonce").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Returns the result of a call, which is unique. */
    String reply(String call, int attempt) {
        return JSON.createObjectNode()
                .put("nonce", nonce)
                .put("call", call)
                .put("attempt", attempt)
                .toString();
    }
}
