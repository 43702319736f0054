// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.agent.Cast;
import dev.pulser.chaos.agent.Work;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to be sent.
 *
 * @param key idempotency key; null for none
 */
record Draft(
        String company,
        String agent,
        String priority,
        Work work,
        @Nullable String key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String type() {
        return Cast.type(agent);
    }

    String payload() {
        return agent.equals(Cast.TOOLS) ? work.toolPayload() : work.payload();
    }

    /** As the doors take it. The payload stands in it to the letter, so that both doors see the same task. */
    String json() {
        var head = JSON.createObjectNode().put("task_type", type()).put("priority", priority);
        if (key != null) {
            head.put("idempotency_key", key);
        }
        var text = head.toString();
        return text.substring(0, text.length() - 1) + ",\"payload\":" + payload() + "}";
    }

    /** For the history. */
    Map<String, String> facts(String door, boolean clash) {
        var facts = new HashMap<String, String>();
        facts.put("door", door);
        facts.put("company", company);
        facts.put("type", type());
        facts.put("nonce", work.nonce());
        facts.put("script", work.script().toString());
        if (key != null) {
            facts.put("key", key);
        }
        if (clash) {
            facts.put("clash", "true");
        }
        return facts;
    }

    /** Another task under the same key. */
    Draft other(String nonce) {
        var changed = new Work(nonce, work.script(), work.canary(), work.effort());
        return new Draft(company, agent, priority, changed, key);
    }
}
