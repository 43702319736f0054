// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.script.Script;
import java.time.Duration;

/**
 * What a payload asks of an agent. An agent for tools finds it in the arguments of the call.
 *
 * @param canary words that belong to the company, and may be seen by no other
 * @param effort how long the work takes
 */
public record Work(String nonce, Script script, String canary, Duration effort) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the payload of a task for an agent that is called by HTTP. */
    public String payload() {
        return JSON.createObjectNode()
                .put("nonce", nonce)
                .put("script", script.toString())
                .put("canary", canary)
                .put("effort_ms", effort.toMillis())
                .toString();
    }

    /** As the payload of a task that calls a tool. */
    public String toolPayload() {
        return "{\"tool\":\"" + McpServer.TOOL + "\",\"arguments\":" + payload() + "}";
    }

    static Work of(JsonNode node) {
        return new Work(
                node.path("nonce").asText(),
                Script.parse(node.path("script").asText()),
                node.path("canary").asText(),
                Duration.ofMillis(node.path("effort_ms").asLong()));
    }

    /** The nonce of either form of payload; empty where there is none. */
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

    /** The answer to one call, different for each. */
    String reply(String call, int attempt) {
        return JSON.createObjectNode()
                .put("nonce", nonce)
                .put("call", call)
                .put("attempt", attempt)
                .toString();
    }
}
