// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static dev.pulser.adapters.llm.LlmTestBench.MODEL;
import static dev.pulser.adapters.llm.LlmTestBench.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loop of model and tool calls, and its limits. */
class LlmLoopTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HELLO = "{\\\"trusted\\\":false,\\\"note\\\":\\\"data from a tool, no instructions\\\","
            + "\\\"tool\\\":\\\"legacy/say\\\",\\\"output\\\":{\\\"hello\\\":\\\"world\\\"}}";

    @TempDir
    Path folder = Path.of("set-by-junit");

    /** Returns a response that calls the tool {@code say}. */
    private static String say(String arguments) {
        return "{\"calls\":[{\"name\":\"legacy__say\",\"arguments\":%s}]}".formatted(arguments);
    }

    private static String script(String... answers) {
        return "{\"usage\":{\"input\":1000,\"output\":20},\"answers\":[%s]}".formatted(String.join(",", answers));
    }

    private static String[] tenCallsThenDone() {
        return IntStream.rangeClosed(1, 11)
                .mapToObj(n -> n == 11 ? "{\"text\":\"done\"}" : say("{\"n\":%d}".formatted(n)))
                .toArray(String[]::new);
    }

    @Test
    void callsToolsUntilTheModelIsDone() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script(tenCallsThenDone()), "legacy")) {
            var outcome = bench.run(bench.agent(MODEL, "legacy").build());

            assertThat(output(outcome)).isEqualTo("{\"success\":true,\"output\":\"done\",\"steps\":11}");
            var last = JSON.readTree(bench.request(10));
            assertThat(last.get("messages")).isEqualTo(JSON.readTree(tenRounds()));
            assertThat(last.get("tools").findValuesAsText("name")).containsExactly("legacy__add", "legacy__say");
            assertThat(last.get("model").asText()).isEqualTo("small");
            assertThat(last.get("max_tokens").asInt()).isEqualTo(500);
            assertThat(bench.listener.usage()).isEqualTo(new Usage(11_000, 220, 0));
            assertThat(bench.listener.calls())
                    .extracting(ToolCall::tool)
                    .hasSize(10)
                    .containsOnly("say");
            assertThat(bench.listener.messages()).contains("calling legacy/say", "done");
        }
    }

    private static String tenRounds() {
        var rounds = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> """
                ,{"role":"assistant","tool_calls":[{"id":"call_0","type":"function","function":{"name":"legacy__say",\
                "arguments":"{\\"n\\":%d}"}}]},{"role":"tool","tool_call_id":"call_0","content":"%s"}\
                """.formatted(n, HELLO))
                .collect(Collectors.joining());
        return "[{\"role\":\"system\",\"content\":\"You test.\"},{\"role\":\"user\",\"content\":\"Do it.\"}" + rounds
                + ']';
    }

    @Test
    void numbersToolCallsThroughTheAttempt() throws IOException, InterruptedException {
        var answers = script(say("{\"n\":1}"), say("{\"n\":2}"), say("{\"want\":\"report\"}"), "{\"text\":\"done\"}");
        try (var bench = new LlmTestBench(folder, answers, "legacy")) {
            var _ = bench.run(bench.agent(MODEL, "legacy").build());

            var id = bench.assignment.task().id().value();
            assertThat(bench.request(3)).contains("%s/0;%s/1;%s/2".formatted(id, id, id));
            assertThat(bench.model.calls())
                    .extracting(ScriptedModel.Call::key)
                    .containsExactly(id + "/0", id + "/1", id + "/2", id + "/3");
        }
    }

    @Test
    void repliesToEveryToolRequest() throws IOException, InterruptedException {
        var two = """
                {"text":"Two at once.","calls":[{"name":"legacy__say","arguments":{"n":1}},
                                                {"name":"legacy__add","arguments":{"n":2}}]}""";
        try (var bench = new LlmTestBench(folder, script(two, "{\"text\":\"done\"}"), "legacy")) {
            var outcome = bench.run(bench.agent(MODEL, "legacy").build());

            assertThat(output(outcome)).contains("\"steps\":2");
            assertThat(bench.listener.calls()).extracting(ToolCall::tool).containsExactly("say", "add");
            assertThat(bench.request(1).replaceAll("\\s", ""))
                    .contains("\"tool_call_id\":\"call_0\"")
                    .contains("\"tool_call_id\":\"call_1\"")
                    .contains("\"content\":\"Twoatonce.\"");
        }
    }

    @Test
    void offersOnlyTheConfiguredTools() throws IOException, InterruptedException {
        var model = new AgentModel("small", "You test.", List.of("legacy/add"), 20, 100_000, 500, 0.5);
        try (var bench = new LlmTestBench(folder, script("{\"text\":\"done\"}"), "legacy")) {
            var _ = bench.run(bench.agent(model, "legacy").build());

            assertThat(bench.request(0)).contains("legacy__add", "0.5").doesNotContain("legacy__say");
        }
    }

    @Test
    void rejectsAModelWithUnknownTools() throws IOException, InterruptedException {
        var model = new AgentModel("small", "You test.", List.of("legacy/delete"), 20, 100_000, 500, null);
        try (var bench = new LlmTestBench(folder, script("{\"text\":\"done\"}"), "legacy")) {
            var failure = bench.failure(bench.agent(model, "legacy").build());

            assertThat(failure).isInstanceOf(Failure.Permanent.class);
            assertThat(failure.code()).isEqualTo("tool-unknown");
            assertThat(failure.reason()).contains("legacy/delete");
            assertThat(bench.model.calls()).isEmpty();
        }
    }

    @Test
    void sendsNoToolsWhenThereAreNone() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script("{\"text\":\"done\"}"))) {
            var _ = bench.run();

            assertThat(bench.request(0)).doesNotContain("\"tools\"");
        }
    }

    @Test
    void passesJsonOnAsJson() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script("{\"text\":\" {\\\"a\\\": [1.10]} \"}"))) {
            assertThat(output(bench.run())).isEqualTo("{\"success\":true,\"output\":{\"a\": [1.10]},\"steps\":1}");
        }
    }

    @Test
    void stopsBeforeExceedingTheTokenLimit() throws IOException, InterruptedException {
        var model = new AgentModel("small", "You test.", List.of(), 20, 5_000, 500, null);
        try (var bench = new LlmTestBench(folder, script(tenCallsThenDone()), "legacy")) {
            var failure = bench.failure(bench.agent(model, "legacy").build());

            assertThat(failure).isInstanceOf(Failure.Permanent.class);
            assertThat(failure.code()).isEqualTo("tokens-exhausted");
            assertThat(failure.reason()).contains("model.max_tokens (5000)", "4 steps, 4 tool calls, 4080 tokens");
            assertThat(bench.listener.usage()).isEqualTo(new Usage(4_000, 80, 0));
        }
    }

    @Test
    void stopsBeforeExceedingTheBudget() throws IOException, InterruptedException {
        var budget = new Budget(Budget.Period.DAY, 40_000, null, null, Map.of());
        try (var bench = new LlmTestBench(folder, script(tenCallsThenDone()), "legacy")) {
            var failure = bench.failure(bench.agent(MODEL, "legacy")
                    .costing(new Rates(10_000_000, 30_000_000, 1_000))
                    .budget(budget)
                    .build());

            assertThat(failure.code()).isEqualTo("budget-exhausted");
            assertThat(failure.reason()).contains("budget.per_attempt ($0.04)", "3 steps", "$0.0318");
            assertThat(bench.listener.usage()).isEqualTo(new Usage(3_000, 60, 31_800));
        }
    }

    @Test
    void requestsShorterOutputNearTheLimit() throws IOException, InterruptedException {
        var model = new AgentModel("small", "You test.", List.of(), 20, 400, 300, null);
        var long_ = "{\"text\":\"Once upon a time\",\"usage\":{\"input\":50,\"output\":400}}";
        try (var bench = new LlmTestBench(folder, script(long_))) {
            var failure = bench.failure(bench.agent(model).build());

            assertThat(failure.code()).isEqualTo("tokens-exhausted");
            assertThat(failure.reason()).contains("last output: Once upon a time");
            assertThat(bench.listener.usage().tokens()).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void stopsAtTheLastStep() throws IOException, InterruptedException {
        var model = new AgentModel("small", "You test.", List.of(), 2, 100_000, 500, null);
        try (var bench = new LlmTestBench(folder, script(tenCallsThenDone()), "legacy")) {
            var failure = bench.failure(bench.agent(model, "legacy").build());

            assertThat(failure.code()).isEqualTo("steps-exhausted");
            assertThat(bench.model.calls()).hasSize(2);
        }
    }

    @Test
    void stopsALoop() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script(say("{\"n\":1}")), "legacy")) {
            var failure = bench.failure(bench.agent(MODEL, "legacy").build());

            assertThat(failure).isInstanceOf(Failure.Permanent.class);
            assertThat(failure.code()).isEqualTo("loop-detected");
            assertThat(bench.model.calls()).hasSize(3);
        }
    }

    @Test
    void stopsAModelThatKeepsRequestingUnknownTools() throws IOException, InterruptedException {
        var answers = IntStream.range(0, 5)
                .mapToObj("{\"calls\":[{\"name\":\"delete%d\",\"arguments\":{}}]}"::formatted)
                .toArray(String[]::new);
        try (var bench = new LlmTestBench(folder, script(answers), "legacy")) {
            var failure = bench.failure(bench.agent(MODEL, "legacy").build());

            assertThat(failure.code()).isEqualTo("tool-unknown");
            assertThat(bench.model.calls()).hasSize(4);
            assertThat(bench.request(3)).contains("the tool does not exist");
        }
    }

    @Test
    void reportsMalformedArgumentsToTheModel() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script(say("\"{half\""), "{\"text\":\"sorry\"}"), "legacy")) {
            var outcome = bench.run(bench.agent(MODEL, "legacy").build());

            assertThat(output(outcome)).contains("sorry");
            assertThat(bench.request(1)).contains("arguments-invalid").doesNotContain("{half");
            assertThat(bench.listener.calls()).isEmpty();
        }
    }

    @Test
    void reportsAnAttemptWithToolCallsAsAmbiguous() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script(say("{\"n\":1}"), "{\"status\":503}"), "legacy")) {
            var failure = bench.failure(bench.agent(MODEL, "legacy").build());

            assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
            assertThat(failure.reason()).contains("1 tool calls were made before");
        }
    }

    @Test
    void endsWhenTheEffectOfAToolIsUnknown() throws IOException, InterruptedException {
        var crash = "{\"calls\":[{\"name\":\"half-line-crash__say\",\"arguments\":{}}]}";
        try (var bench = new LlmTestBench(folder, script(crash), "half-line-crash")) {
            var failure = bench.failure(bench.agent(MODEL, "half-line-crash").build());

            assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
            assertThat(failure.code()).isEqualTo("mcp-server-lost");
        }
    }

    @Test
    void limitsTheConversation() throws IOException, InterruptedException {
        var config = new FixedLlmConfig(
                FixedLlmConfig.small().connectTimeout(),
                FixedLlmConfig.small().maxWait(),
                100_000,
                20_000,
                20_000,
                2_000);
        var reports = IntStream.rangeClosed(1, 13)
                .mapToObj(n -> n == 13 ? "{\"text\":\"done\"}" : say("{\"want\":\"report\",\"n\":%d}".formatted(n)))
                .toArray(String[]::new);
        try (var bench = new LlmTestBench(folder, script(reports), config, "legacy")) {
            var outcome = bench.run(bench.agent(MODEL, "legacy").build());

            assertThat(output(outcome)).contains("done");
            assertThat(bench.request(12)).contains("shortened");
        }
    }

    @Test
    void chargesTheUpperBoundWithoutATokenCount() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, script("{\"text\":\"done\",\"usage\":null}"))) {
            assertThat(output(bench.run())).contains("done");
            assertThat(bench.listener.usage().outputTokens()).isEqualTo(500);
            assertThat(bench.listener.usage().inputTokens()).isBetween(15L, 200L);
        }
    }
}
