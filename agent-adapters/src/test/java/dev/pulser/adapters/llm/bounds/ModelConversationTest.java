// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.ToolRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelConversationTest {

    private final ModelConversation conversation = ModelConversation.of("You test.", "Do it.")
            .with(answered("1"))
            .with(answered("2"))
            .with(answered("3"));

    private static List<ModelMessage> answered(String id) {
        return List.of(
                new ModelMessage.Assistant("", List.of(new ToolRequest(id, "say", "{}"))),
                new ModelMessage.ToolResult(id, "{\"output\":\"" + id.repeat(10_000) + "\"}"));
    }

    @Test
    void isUnchangedWithinTheLimit() {
        assertThat(conversation.within(40_000)).isEqualTo(conversation);
    }

    @Test
    void truncatesTheOldestResultsFirst() {
        var shorter = conversation.within(25_000);

        assertThat(shorter.bytes()).isLessThanOrEqualTo(25_000);
        assertThat(shorter.messages().get(3))
                .isInstanceOfSatisfying(
                        ModelMessage.ToolResult.class,
                        cut -> assertThat(cut.text())
                                .startsWith(
                                        "{\"trusted\":false,\"shortened\":true,\"beginning\":\"{\\\"output\\\":\\\"111"));
        assertThat(shorter.messages().get(5)).isEqualTo(conversation.messages().get(5));
    }

    @Test
    void keepsTheLatestResultsComplete() {
        var shorter = conversation.within(100);

        assertThat(shorter.messages()).hasSize(8);
        assertThat(shorter.messages().getLast())
                .isEqualTo(conversation.messages().getLast());
        assertThat(shorter.bytes()).isLessThan(12_000);
        assertThat(shorter.within(100)).isEqualTo(shorter);
    }
}
