// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static dev.pulser.adapters.llm.LlmTestBench.MODEL;
import static dev.pulser.adapters.llm.LlmTestBench.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.TestServers;
import dev.pulser.service.egress.Egress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failed, invalid and slow responses of endpoints. */
class LlmFailuresTest {

    @TempDir
    Path folder = Path.of("set-by-junit");

    private LlmTestBench bench(String... answers) throws IOException {
        return new LlmTestBench(folder, "{\"order\":\"calls\",\"answers\":[%s]}".formatted(String.join(",", answers)));
    }

    @Test
    void waitsForARateLimitedEndpoint() throws IOException, InterruptedException {
        try (var bench = bench("{\"status\":429,\"retry_after\":1}", "{\"text\":\"done\"}")) {
            assertThat(output(bench.run())).contains("done").contains("\"steps\":1");
            assertThat(bench.model.calls()).hasSize(2);
            assertThat(bench.model.calls().get(0).key())
                    .isEqualTo(bench.model.calls().get(1).key());
            assertThat(bench.listener.messages()).anyMatch(word -> word.startsWith("waiting "));
            assertThat(bench.listener.usage()).isEqualTo(new Usage(10, 10, 0));
        }
    }

    @Test
    void defersALongWaitAndOtherAttemptsAtTheEndpoint() throws IOException, InterruptedException {
        try (var bench = bench("{\"status\":429,\"retry_after\":600}", "{\"text\":\"done\"}")) {
            assertThat(bench.run()).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                assertThat(deferred.code()).isEqualTo("model-rate-limited");
                assertThat(deferred.after()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
            });
            assertThat(bench.run()).isInstanceOf(Outcome.Deferred.class);
            assertThat(bench.model.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":401}                                                       | credential-refused
            {"status":403}                                                       | credential-refused
            {"status":404}                                                       | model-unknown
            {"status":400,"body":"This model's maximum context length is 8192"}  | context-too-long
            {"status":400,"body":"{\\"code\\":\\"context_length_exceeded\\"}"}   | context-too-long
            {"status":413}                                                       | context-too-long
            {"status":400,"body":"temperature is too high"}                      | model-refused
            {"status":418}                                                       | model-refused
            {"status":302}                                                       | model-refused
            {"text":"half","finish":"content_filter"}                            | content-filtered
            {"text":"half","finish":"length"}                                    | output-exhausted
            """)
    void mapsPermanentFailures(String answer, String code) throws IOException, InterruptedException {
        try (var bench = bench(answer)) {
            var failure = bench.failure();

            assertThat(failure).isInstanceOf(Failure.Permanent.class);
            assertThat(failure.code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":500}                                                       | model-unavailable     | false
            {"status":503,"retry_after":7}                                       | model-unavailable     | false
            {"status":408}                                                       | model-unavailable     | false
            {"text":"half an answer","break":"cut"}                              | model-connection-lost | true
            {"text":"half an answer","break":"end"}                              | model-connection-lost | true
            {"raw":"data: {\\"error\\":{\\"message\\":\\"overloaded\\"}}\\n\\n"} | model-connection-lost | true
            {"raw":"data: {not json\\n\\ndata: [DONE]\\n\\n"}                    | bad-response          | true
            {"raw":"data: {\\"choices\\":7}\\n\\ndata: [DONE]\\n\\n"}            | bad-response          | true
            {"raw":"data: [DONE]\\n\\n"}                                         | bad-response          | true
            {"raw":""}                                                           | model-connection-lost | true
            {"status":200,"body":"<html>hello</html>"}                           | bad-response          | true
            {"text":""}                                                          | bad-response          | true
            """)
    void mapsRetryableFailures(String answer, String code, boolean charged) throws IOException, InterruptedException {
        try (var bench = bench(answer)) {
            var failure = bench.failure();

            assertThat(failure).isInstanceOf(Failure.Transient.class);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(bench.listener.usage().tokens() > 0).isEqualTo(charged);
        }
    }

    @Test
    void honorsRetryAfter() throws IOException, InterruptedException {
        try (var bench = bench("{\"status\":503,\"retry_after\":7}")) {
            assertThat(bench.failure())
                    .isInstanceOfSatisfying(
                            Failure.Transient.class,
                            failure -> assertThat(failure.after()).isEqualTo(Duration.ofSeconds(7)));
        }
    }

    @Test
    void closesTheConnectionAtTheResponseLimit() throws IOException, InterruptedException {
        try (var bench = bench("{\"text\":\"%s\"}".formatted("x".repeat(50_000)))) {
            var failure = bench.failure();

            assertThat(failure.code()).isEqualTo("response-too-large");
            assertThat(failure.reason()).contains("pulser.llm.max-response-bytes");
            assertThat(bench.listener.usage().outputTokens()).isEqualTo(500);
        }
    }

    @Test
    void failsAResultAboveTheLimit() throws IOException, InterruptedException {
        var config = new FixedLlmConfig(Duration.ofSeconds(3), Duration.ZERO, 100_000, 100, 1_000, 50_000);
        try (var bench =
                new LlmTestBench(folder, "{\"answers\":[{\"text\":\"%s\"}]}".formatted("x".repeat(200)), config)) {
            assertThat(bench.failure().reason()).contains("pulser.llm.max-result-bytes");
        }
    }

    @Test
    void publishesPartialResponses() throws IOException, InterruptedException {
        try (var bench = bench("{\"text\":\"word by word\"}")) {
            var _ = bench.run();

            assertThat(bench.listener.messages()).containsExactly("word by", "word by word");
        }
    }

    @Test
    void chargesAnInterruptedCall() throws IOException, InterruptedException {
        try (var bench = bench("{\"silence\":true}")) {
            var attempt = Thread.ofVirtual().start(() -> {
                try {
                    var _ = bench.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            await().until(bench.model::hasUnansweredCall);

            attempt.interrupt();

            assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
            assertThat(bench.listener.usage().outputTokens()).isEqualTo(500);
        }
    }

    @Test
    void sendsTheCredentialAndNamesItsVariableWhenRejected() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, "{\"key\":\"secret\",\"answers\":[{\"text\":\"done\"}]}")) {
            assertThat(output(
                            bench.run(bench.agent(MODEL).credential("MODEL_KEY").build())))
                    .contains("done");
            assertThat(bench.failure().reason()).contains("has no credential");
            assertThat(bench.failure(
                            bench.agent(MODEL).credential("NO_SUCH_KEY").build()))
                    .isInstanceOfSatisfying(Failure.Permanent.class, failure -> {
                        assertThat(failure.code()).isEqualTo("credential-missing");
                        assertThat(failure.reason()).contains("NO_SUCH_KEY");
                    });
            assertThat(bench.failure(bench.agent(MODEL).credential("BAD_KEY").build())
                            .reason())
                    .contains("BAD_KEY")
                    .doesNotContain("cret");
            assertThat(bench.model.calls())
                    .extracting(ScriptedModel.Call::authorization)
                    .containsExactly("Bearer secret", "");
        }
    }

    @Test
    void reportsAnUnreachableEndpoint() throws IOException, InterruptedException {
        try (var bench = bench("{\"text\":\"done\"}")) {
            var failure = bench.failure(
                    bench.agent(MODEL).at(URI.create("http://127.0.0.1:1/v1")).build());

            assertThat(failure).isInstanceOf(Failure.Transient.class);
            assertThat(failure.code()).isEqualTo("model-unreachable");
            assertThat(bench.listener.usage()).isEqualTo(Usage.NONE);
        }
    }

    @Test
    void blocksForbiddenAddresses() throws IOException, InterruptedException {
        try (var bench = bench("{\"text\":\"done\"}");
                var servers = TestServers.of(folder);
                var adapter = new LlmAdapter(
                        FixedLlmConfig.small(),
                        TestToolCallers.caller(servers),
                        new Egress(EgressPolicy.allowing(List.of())),
                        variable -> null,
                        InstantSource.fixed(Assignments.NOW))) {
            var agent = bench.agent(MODEL).build();

            assertThat(adapter.run(bench.assignment, agent, bench.listener))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo("egress-blocked"));
            assertThat(adapter.check(agent)).isInstanceOf(CheckResult.Unhealthy.class);
            assertThat(bench.model.calls()).isEmpty();
        }
    }

    @Test
    void checksTheEndpoint() throws IOException, InterruptedException {
        try (var bench = new LlmTestBench(folder, "{\"key\":\"secret\",\"answers\":[{\"text\":\"done\"}]}")) {
            assertThat(bench.adapter.check(
                            bench.agent(MODEL).credential("MODEL_KEY").build()))
                    .isEqualTo(new CheckResult.Healthy());
            assertThat(bench.adapter.check(bench.agent(MODEL).build())).isInstanceOf(CheckResult.Unhealthy.class);
            assertThat(bench.adapter.check(bench.agent(MODEL)
                            .at(URI.create("http://127.0.0.1:1/v1"))
                            .build()))
                    .isInstanceOf(CheckResult.Unhealthy.class);
        }
    }
}
