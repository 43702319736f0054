// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.llm.chat.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What has been said in an attempt, within a bound: where it grows too long, the oldest results of tools are cut to their
 * beginnings. Immutable.
 */
public record Conversation(List<Message> messages) {

    /** What is left of an old result. */
    static final int REST_CHARS = 200;

    public Conversation {
        messages = List.copyOf(messages);
    }

    public static Conversation of(String prompt, String task) {
        return new Conversation(
                prompt.isBlank()
                        ? List.of(new Message.User(task))
                        : List.of(new Message.Instructions(prompt), new Message.User(task)));
    }

    public Conversation with(List<? extends Message> more) {
        var all = new ArrayList<>(messages);
        all.addAll(more);
        return new Conversation(all);
    }

    public long bytes() {
        return messages.stream().mapToLong(Message::bytes).sum();
    }

    /**
     * The same in at most {@code maxBytes}, as far as that can be had by cutting results of tools. Those that answer the
     * last thing the model said stay whole.
     */
    public Conversation within(long maxBytes) {
        long surplus = bytes() - maxBytes;
        if (surplus <= 0) {
            return this;
        }
        var shorter = new ArrayList<>(messages);
        int newest = newestAnswers();
        for (int i = 0; i < newest && surplus > 0; i++) {
            if (shorter.get(i) instanceof Message.ToolAnswer answer
                    && answer.text().length() > 2 * REST_CHARS) {
                var cut = cut(answer);
                surplus -= answer.bytes() - cut.bytes();
                shorter.set(i, cut);
            }
        }
        return new Conversation(shorter);
    }

    private int newestAnswers() {
        int at = messages.size();
        while (at > 0 && messages.get(at - 1) instanceof Message.ToolAnswer) {
            at--;
        }
        return at;
    }

    private static Message.ToolAnswer cut(Message.ToolAnswer answer) {
        var beginning = Json.string(answer.text().substring(0, REST_CHARS)).text();
        return new Message.ToolAnswer(
                answer.request(), "{\"trusted\":false,\"shortened\":true,\"beginning\":" + beginning + '}');
    }
}
