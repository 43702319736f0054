// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.agent.ChaosAgents;
import dev.pulser.chaos.agent.ScriptedWork;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Task to submit.
 *
 * @param key idempotency key; null for none
 */
record GeneratedTask(
        String company,
        String agent,
        String priority,
        ScriptedWork work,
        @Nullable String key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String type() {
        return ChaosAgents.type(agent);
    }

    String payload() {
        return agent.equals(ChaosAgents.TOOLS) ? work.toolPayload() : work.payload();
    }

    /** Returns the task in JSON. The payload is copied byte for byte, so that REST and Kafka receive the same task. */
    String json() {
        var head = JSON.createObjectNode().put("task_type", type()).put("priority", priority);
        if (key != null) {
            head.put("idempotency_key", key);
        }
        var text = head.toString();
        return text.substring(0, text.length() - 1) + ",\"payload\":" + payload() + "}";
    }

    /** Returns the facts for the history. */
    Map<String, String> facts(String channel, boolean conflict) {
        var facts = new HashMap<String, String>();
        facts.put("channel", channel);
        facts.put("company", company);
        facts.put("type", type());
        facts.put("nonce", work.nonce());
        facts.put("script", work.script().toString());
        if (key != null) {
            facts.put("key", key);
        }
        if (conflict) {
            facts.put("conflict", "true");
        }
        return facts;
    }

    /** Returns another task with the same key. */
    GeneratedTask withNonce(String nonce) {
        var changed = new ScriptedWork(nonce, work.script(), work.canary(), work.effort());
        return new GeneratedTask(company, agent, priority, changed, key);
    }
}
