// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Messages of an attempt, bounded in size: above the limit, the oldest tool results are truncated. Immutable. */
public record ModelConversation(List<ModelMessage> messages) {

    /** Characters kept of a truncated tool result. */
    static final int TRUNCATED_CHARS = 200;

    public ModelConversation {
        messages = List.copyOf(messages);
    }

    public static ModelConversation of(String prompt, String task) {
        return new ModelConversation(
                prompt.isBlank()
                        ? List.of(new ModelMessage.User(task))
                        : List.of(new ModelMessage.Instructions(prompt), new ModelMessage.User(task)));
    }

    public ModelConversation with(List<? extends ModelMessage> more) {
        var all = new ArrayList<>(messages);
        all.addAll(more);
        return new ModelConversation(all);
    }

    public long bytes() {
        return messages.stream().mapToLong(ModelMessage::bytes).sum();
    }

    /**
     * Returns the conversation in at most {@code maxBytes}, as far as truncating tool results achieves that. Results
     * that answer the latest message of the model stay complete.
     */
    public ModelConversation within(long maxBytes) {
        long surplus = bytes() - maxBytes;
        if (surplus <= 0) {
            return this;
        }
        var shortened = new ArrayList<>(messages);
        int latest = latestResults();
        for (int i = 0; i < latest && surplus > 0; i++) {
            if (shortened.get(i) instanceof ModelMessage.ToolResult result
                    && result.text().length() > 2 * TRUNCATED_CHARS) {
                var truncated = truncate(result);
                surplus -= result.bytes() - truncated.bytes();
                shortened.set(i, truncated);
            }
        }
        return new ModelConversation(shortened);
    }

    private int latestResults() {
        int at = messages.size();
        while (at > 0 && messages.get(at - 1) instanceof ModelMessage.ToolResult) {
            at--;
        }
        return at;
    }

    private static ModelMessage.ToolResult truncate(ModelMessage.ToolResult result) {
        var beginning = Json.string(result.text().substring(0, TRUNCATED_CHARS)).text();
        return new ModelMessage.ToolResult(
                result.request(), "{\"trusted\":false,\"shortened\":true,\"beginning\":" + beginning + '}');
    }
}
