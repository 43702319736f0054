// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.llm.MeteredModel.CallResult;
import dev.pulser.adapters.llm.bounds.AttemptBudget;
import dev.pulser.adapters.llm.bounds.ModelConversation;
import dev.pulser.adapters.llm.chat.FunctionDefinition;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.llm.chat.ModelResponse.FinishReason;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.llm.chat.TokenCount;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.service.json.Json;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Property test: an attempt never exceeds its budget, with random responses and failures of the endpoint. */
class MeteredModelTest {

    private static final List<FunctionDefinition> FUNCTIONS =
            List.of(new FunctionDefinition("say", "Says.", Json.EMPTY_OBJECT));

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverExceedsItsBudget(int seed) throws InterruptedException {
        var random = new Random(seed);
        var rates = new Rates(random.nextLong(20_000_000), random.nextLong(80_000_000), 0);
        long maxMicros = random.nextLong(1, 500_000);
        long maxTokens = random.nextLong(100, 200_000);
        var endpoint = new Endpoint(random, rates);
        var listener = new RecordingListener();
        var metered =
                new MeteredModel(endpoint::call, new AttemptBudget(maxTokens, maxMicros, rates, Usage.NONE), listener);
        var conversation = ModelConversation.of("You test.", "x".repeat(random.nextInt(2_000)));

        for (int step = 0; step < 40; step++) {
            var result = metered.call(conversation.messages(), FUNCTIONS, 1 + random.nextInt(4_000), "key");
            if (result instanceof CallResult.Denied) {
                break;
            }
            conversation = conversation
                    .with(List.of(
                            new ModelMessage.Assistant(
                                    "y".repeat(random.nextInt(500)), List.of(new ToolRequest("1", "say", "{}"))),
                            new ModelMessage.ToolResult("1", "z".repeat(random.nextInt(8_000)))))
                    .within(random.nextInt(5_000, 50_000));
        }

        assertThat(metered.used().costMicros()).isLessThanOrEqualTo(maxMicros);
        assertThat(metered.used().tokens()).isLessThanOrEqualTo(maxTokens);
        assertThat(endpoint.billed.costMicros())
                .isLessThanOrEqualTo(metered.used().costMicros());
        assertThat(endpoint.billed.tokens()).isLessThanOrEqualTo(metered.used().tokens());
        assertThat(listener.usage()).isEqualTo(metered.used());
    }

    @Test
    void chargesTheUpperBoundOfAnInterruptedCall() {
        var listener = new RecordingListener();
        var metered = new MeteredModel(
                (prompt, key, partial) -> {
                    throw new InterruptedException();
                },
                new AttemptBudget(10_000, null, Rates.FREE, Usage.NONE),
                listener);

        try {
            metered.call(List.of(new ModelMessage.User("hello")), List.of(), 1_000, "key");
        } catch (InterruptedException e) {
            assertThat(listener.usage().outputTokens()).isEqualTo(1_000);
            assertThat(listener.usage().inputTokens()).isBetween(5L, 200L);
            return;
        }
        throw new AssertionError("the interruption was swallowed");
    }

    /**
     * Simulated endpoint: counts between one token per message and one per byte, constant for each message;
     * exceeds no output limit; sometimes reports no token count, loses the connection or rejects the call.
     */
    private static final class Endpoint {

        private final Random random;
        private final Rates rates;
        private Usage billed = Usage.NONE;

        Endpoint(Random random, Rates rates) {
            this.random = random;
            this.rates = rates;
        }

        ModelResponse call(Prompt prompt, String key, Consumer<String> partial) {
            int luck = random.nextInt(10);
            if (luck == 0) {
                return new ModelResponse.Rejected(503, "busy", null);
            }
            long input = prompt.messages().stream().mapToLong(Endpoint::count).sum();
            long output = random.nextInt(prompt.maxOutputTokens() + 1);
            billed = billed.plus(rates.of(input, output));
            return switch (luck) {
                case 1 -> new ModelResponse.ConnectionLost("cut");
                case 2, 3 -> new ModelResponse.Complete("", List.of(), FinishReason.STOP, null);
                default -> new ModelResponse.Complete("", List.of(), FinishReason.STOP, new TokenCount(input, output));
            };
        }

        private static long count(ModelMessage message) {
            int bytes = Math.max(1, message.bytes());
            return 1L + Math.floorMod(message.hashCode(), bytes);
        }
    }
}
