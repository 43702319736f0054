// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.ToolRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final Conversation conversation = Conversation.of("You test.", "Do it.")
            .with(answered("1"))
            .with(answered("2"))
            .with(answered("3"));

    private static List<Message> answered(String id) {
        return List.of(
                new Message.Assistant("", List.of(new ToolRequest(id, "say", "{}"))),
                new Message.ToolAnswer(id, "{\"output\":\"" + id.repeat(10_000) + "\"}"));
    }

    @Test
    void isLeftAloneWhereItFits() {
        assertThat(conversation.within(40_000)).isEqualTo(conversation);
    }

    @Test
    void cutsTheOldestResultsFirst() {
        var shorter = conversation.within(25_000);

        assertThat(shorter.bytes()).isLessThanOrEqualTo(25_000);
        assertThat(shorter.messages().get(3))
                .isInstanceOfSatisfying(
                        Message.ToolAnswer.class,
                        cut -> assertThat(cut.text())
                                .startsWith(
                                        "{\"trusted\":false,\"shortened\":true,\"beginning\":\"{\\\"output\\\":\\\"111"));
        assertThat(shorter.messages().get(5)).isEqualTo(conversation.messages().get(5));
    }

    @Test
    void keepsTheNewestResultsWhole() {
        var shorter = conversation.within(100);

        assertThat(shorter.messages()).hasSize(8);
        assertThat(shorter.messages().getLast())
                .isEqualTo(conversation.messages().getLast());
        assertThat(shorter.bytes()).isLessThan(12_000);
        assertThat(shorter.within(100)).isEqualTo(shorter);
    }
}
