// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.llm.MeteredModel.Asked;
import dev.pulser.adapters.llm.bounds.Allowance;
import dev.pulser.adapters.llm.bounds.Conversation;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.llm.chat.Answer.Ending;
import dev.pulser.adapters.llm.chat.Function;
import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.llm.chat.Tokens;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.task.Usage;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the model and its endpoint do, an attempt uses no more than was set aside for it. */
class MeteredModelTest {

    private static final List<Function> FUNCTIONS = List.of(new Function("say", "Says.", Json.EMPTY_OBJECT));

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverUsesMoreThanIsAllowed(int seed) throws InterruptedException {
        var random = new Random(seed);
        var rates = new Rates(random.nextLong(20_000_000), random.nextLong(80_000_000), 0);
        long maxMicros = random.nextLong(1, 500_000);
        long maxTokens = random.nextLong(100, 200_000);
        var endpoint = new Endpoint(random, rates);
        var progress = new RecordedProgress();
        var metered = new MeteredModel(endpoint::ask, new Allowance(maxTokens, maxMicros, rates, Usage.NONE), progress);
        var conversation = Conversation.of("You test.", "x".repeat(random.nextInt(2_000)));

        for (int step = 0; step < 40; step++) {
            var asked = metered.ask(conversation.messages(), FUNCTIONS, 1 + random.nextInt(4_000), "key");
            if (asked instanceof Asked.NotGranted) {
                break;
            }
            conversation = conversation
                    .with(List.of(
                            new Message.Assistant(
                                    "y".repeat(random.nextInt(500)), List.of(new ToolRequest("1", "say", "{}"))),
                            new Message.ToolAnswer("1", "z".repeat(random.nextInt(8_000)))))
                    .within(random.nextInt(5_000, 50_000));
        }

        assertThat(metered.used().costMicros()).isLessThanOrEqualTo(maxMicros);
        assertThat(metered.used().tokens()).isLessThanOrEqualTo(maxTokens);
        assertThat(endpoint.billed.costMicros())
                .isLessThanOrEqualTo(metered.used().costMicros());
        assertThat(endpoint.billed.tokens()).isLessThanOrEqualTo(metered.used().tokens());
        assertThat(progress.usage()).isEqualTo(metered.used());
    }

    @Test
    void chargesAnInterruptedCallAtItsMost() {
        var progress = new RecordedProgress();
        var metered = new MeteredModel(
                (prompt, key, partial) -> {
                    throw new InterruptedException();
                },
                new Allowance(10_000, null, Rates.FREE, Usage.NONE),
                progress);

        try {
            metered.ask(List.of(new Message.User("hello")), List.of(), 1_000, "key");
        } catch (InterruptedException e) {
            assertThat(progress.usage().outputTokens()).isEqualTo(1_000);
            assertThat(progress.usage().inputTokens()).isBetween(5L, 200L);
            return;
        }
        throw new AssertionError("the interruption was swallowed");
    }

    /**
     * Makes at least one token of a message and at most one of a byte, the same of the same message always; answers no more
     * than it may; and sometimes does not say what it counted, breaks off, or refuses.
     */
    private static final class Endpoint {

        private final Random random;
        private final Rates rates;
        private Usage billed = Usage.NONE;

        Endpoint(Random random, Rates rates) {
            this.random = random;
            this.rates = rates;
        }

        Answer ask(Prompt prompt, String key, Consumer<String> partial) {
            int luck = random.nextInt(10);
            if (luck == 0) {
                return new Answer.Refused(503, "busy", null);
            }
            long input = prompt.messages().stream().mapToLong(Endpoint::count).sum();
            long output = random.nextInt(prompt.maxOutputTokens() + 1);
            billed = billed.plus(rates.of(input, output));
            return switch (luck) {
                case 1 -> new Answer.Broken("cut");
                case 2, 3 -> new Answer.Whole("", List.of(), Ending.DONE, null);
                default -> new Answer.Whole("", List.of(), Ending.DONE, new Tokens(input, output));
            };
        }

        private static long count(Message message) {
            int bytes = Math.max(1, message.bytes());
            return 1L + Math.floorMod(message.hashCode(), bytes);
        }
    }
}
