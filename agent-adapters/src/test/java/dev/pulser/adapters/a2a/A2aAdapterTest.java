// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static dev.pulser.service.json.JsonPath.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.callback.CallbackRegistry;
import dev.pulser.adapters.callback.TestCallbacks;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.TestClients;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of A2A agents, with version 1.0 unless stated otherwise. */
@Timeout(20)
class A2aAdapterTest {

    private final AgentHttpClient client = TestClients.local();
    private final CallbackRegistry callbacks = TestCallbacks.create();
    private final RecordingListener listener = new RecordingListener();
    private final ScriptedA2aAgent streaming;
    private final ScriptedA2aAgent polled;

    A2aAdapterTest() throws IOException {
        streaming = new ScriptedA2aAgent("1.0", true, false);
        polled = new ScriptedA2aAgent("1.0", false, false);
    }

    @AfterEach
    void close() {
        client.close();
        streaming.close();
        polled.close();
    }

    @Test
    void joinsTheChunksOfAnArtifact() throws Exception {
        streaming.enqueueStream(
                streaming.taskResponse(streaming.task("submitted")),
                streaming.statusUpdate("t1", "working", "reading"),
                streaming.artifactUpdate("t1", text("Hello, "), false),
                streaming.artifactUpdate("t1", text("wor"), true),
                streaming.artifactUpdate("t1", text("ld"), true),
                streaming.statusUpdate("t1", "completed", null));

        assertThat(run(streaming)).isEqualTo(succeeded("\"Hello, world\""));
        assertThat(listener.messages()).containsExactly("reading", "Hello, ", "wor", "ld");
        assertThat(streaming.methods()).containsExactly("SendStreamingMessage");
    }

    @Test
    void keepsAllPartsAndArtifacts() throws Exception {
        streaming.enqueueStream(
                streaming.artifactUpdate(
                        "t1", "{\"artifactId\":\"a\",\"name\":\"table\",\"parts\":[{\"data\":[1,2]}]}", false),
                streaming.artifactUpdate(
                        "t1",
                        "{\"artifactId\":\"b\",\"parts\":[{\"text\":\"x\"},{\"url\":\"https://a.example/f\"}]}",
                        false),
                streaming.statusUpdate("t1", "completed", null));

        assertThat(run(streaming))
                .isEqualTo(succeeded("[{\"name\":\"table\",\"output\":[1,2]},"
                        + "{\"name\":\"b\",\"output\":[\"x\",{\"url\":\"https://a.example/f\"}]}]"));
    }

    @Test
    void acceptsAMessageInPlaceOfATask() throws Exception {
        streaming.enqueueStream(
                "{\"message\":{\"role\":\"ROLE_AGENT\",\"messageId\":\"m\",\"parts\":[{\"text\":\"42\"}]}}");
        polled.enqueueResponses(
                "{\"message\":{\"role\":\"ROLE_AGENT\",\"messageId\":\"m\",\"parts\":[{\"text\":\"42\"}]}}");

        assertThat(run(streaming)).isEqualTo(succeeded("\"42\""));
        assertThat(run(polled)).isEqualTo(succeeded("\"42\""));
    }

    @Test
    void returnsTheFinalMessageWhenThereIsNoArtifact() throws Exception {
        streaming.enqueueStream(streaming.statusUpdate("t1", "completed", "all good"));

        assertThat(run(streaming)).isEqualTo(succeeded("\"all good\""));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, agent-error",
        "rejected, agent-refused",
        "canceled, agent-cancelled",
        "input-required, input-required",
        "auth-required, auth-required"
    })
    void mapsFinalStatesToOutcomes(String state, String code) throws Exception {
        streaming.enqueueStream(
                streaming.statusUpdate("t1", "working", null), streaming.statusUpdate("t1", state, "because"));

        var failure = failure(run(streaming));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).contains("alpha").endsWith(": because");
    }

    @Test
    void cancelsATaskThatRequiresInput() throws Exception {
        streaming.enqueueStream(streaming.statusUpdate("t1", "input-required", "which file?"));

        run(streaming);

        assertThat(streaming.isCancelled()).isTrue();
    }

    @Test
    void resumesABrokenStreamWithoutSendingTheTaskAgain() throws Exception {
        streaming.enqueueStream(streaming.taskResponse(streaming.task("working")));
        streaming.enqueueResponses(streaming.task("working"));
        streaming.enqueueStream(streaming.statusUpdate("t1", "completed", null));
        streaming.enqueueResponses(streaming.hello());

        assertThat(run(streaming)).isEqualTo(succeeded("{\"hello\":\"world\"}"));
        assertThat(streaming.methods())
                .containsExactly("SendStreamingMessage", "GetTask", "SubscribeToTask", "GetTask");
    }

    @Test
    void detectsATaskThatEndedWhileItsStreamWasDisconnected() throws Exception {
        streaming.enqueueStream(streaming.taskResponse(streaming.task("working")));
        streaming.enqueueResponses(streaming.hello());

        assertThat(run(streaming)).isEqualTo(succeeded("{\"hello\":\"world\"}"));
        assertThat(streaming.methods()).containsExactly("SendStreamingMessage", "GetTask");
    }

    @Test
    void pollsWhenStreamsDeliverNoEvents() throws Exception {
        streaming.enqueueStream(streaming.taskResponse(streaming.task("working")));
        for (int i = 0; i < 3; i++) {
            streaming.enqueueResponses(streaming.task("working"));
            streaming.enqueueStream();
        }
        streaming.enqueueResponses(streaming.task("working"), "503", streaming.hello());

        assertThat(run(streaming)).isEqualTo(succeeded("{\"hello\":\"world\"}"));
        assertThat(streaming.keys()).hasSize(1);
    }

    @Test
    void reportsAStreamWithoutATaskAsAmbiguous() throws Exception {
        streaming.enqueueStream();

        var failure = failure(run(streaming));

        assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
        assertThat(failure.code()).isEqualTo("agent-connection-lost");
        assertThat(streaming.methods()).containsExactly("SendStreamingMessage");
    }

    @Test
    void keepsPollingDuringAShortOutage() throws Exception {
        polled.enqueueResponses(
                polled.taskResponse(polled.task("submitted")), "503", "503", polled.task("working"), polled.hello());

        assertThat(run(polled)).isEqualTo(succeeded("{\"hello\":\"world\"}"));
    }

    @Test
    void failsWhenTheAgentStaysUnreachable() throws Exception {
        polled.enqueueResponses(polled.taskResponse(polled.task("submitted")));
        polled.enqueueResponses(Stream.generate(() -> "503").limit(10).toArray(String[]::new));

        assertThat(failure(run(polled)).code()).isEqualTo("agent-unavailable");
    }

    @Test
    void reportsALostTaskAsAmbiguous() throws Exception {
        polled.enqueueResponses(
                polled.taskResponse(polled.task("working")), "{\"code\":-32001,\"message\":\"Task not found\"}");

        var failure = failure(run(polled));

        assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
        assertThat(failure.code()).isEqualTo("agent-lost-task");
    }

    @ParameterizedTest
    @CsvSource({
        "-32603, Transient, agent-unavailable",
        "-32602, Permanent, agent-refused",
        "-32601, Permanent, agent-refused",
        "-32009, Permanent, agent-refused",
        "-32099, Ambiguous, agent-error",
        "1, Ambiguous, agent-error"
    })
    void mapsJsonRpcErrors(int code, String kind, String slug) throws Exception {
        polled.enqueueResponses("{\"code\":%d,\"message\":\"no\"}".formatted(code));

        var failure = failure(run(polled));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(slug);
        assertThat(failure.reason()).isEqualTo("Agent alpha returned JSON-RPC error %d: no".formatted(code));
    }

    @Test
    void cancelsTheTaskWhenItIsInterrupted() throws Exception {
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                run(streaming, streaming.payloadWithoutResponse());
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(streaming::hasUnansweredCall);

        attempt.interrupt();

        assertThat(attempt.join(Duration.ofSeconds(1))).isTrue();
        await().until(streaming::isCancelled);
        assertThat(streaming.methods()).containsExactly("SendStreamingMessage", "CancelTask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1.0"})
    void pollsAfterAPushNotification(String version) throws Exception {
        try (var agent = new ScriptedA2aAgent(version, false, true)) {
            agent.enqueueResponses(agent.taskResponse(agent.task("working")));
            var outcome = new CompletableFuture<Outcome>();
            Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(
                            adapter(FixedA2aConfig.patient()).run(Assignments.any(), agent.definition(), listener));
                } catch (InterruptedException e) {
                    outcome.completeExceptionally(e);
                }
            });
            await().until(() -> !agent.methods().isEmpty());
            agent.enqueueResponses(agent.hello());
            var name = version.equals("0.3") ? "pushNotificationConfig" : "taskPushNotificationConfig";
            var push = textAt(agent.request(0), "params", "configuration", name, "url");

            int lied = TestCallbacks.post(callbacks, push, "{\"id\":\"t1\",\"status\":{\"state\":\"failed\"}}");

            assertThat(lied).isEqualTo(202);
            assertThat(outcome.get()).isEqualTo(succeeded("{\"hello\":\"world\"}"));
            assertThat(TestCallbacks.post(callbacks, push, "{}")).isEqualTo(409);
        }
    }

    @Test
    void sendsVersionAndCredential() throws Exception {
        var agent = Samples.anAgent("alpha")
                .kind(AgentKind.A2A)
                .at(polled.base())
                .credential("ALPHA_TOKEN")
                .build();

        adapter(FixedA2aConfig.quick()).run(Assignments.any(), agent, listener);

        assertThat(polled.lastHeader("A2A-Version")).isEqualTo("1.0");
        assertThat(polled.lastHeader("Authorization")).isEqualTo("Bearer " + TestClients.TOKEN);
    }

    @Test
    void sendsNoCredentialToAnotherHostThanItsOwn() throws Exception {
        var agent = Samples.anAgent("alpha")
                .kind(AgentKind.A2A)
                .at(polled.base())
                .credential("ALPHA_TOKEN")
                .build();
        polled.setCard(
                "{\"url\":\"http://127.0.0.2:%d/rpc\"}".formatted(polled.base().getPort()));

        var failure = failure(adapter(FixedA2aConfig.quick()).run(Assignments.any(), agent, listener));

        assertThat(failure.code()).isEqualTo("agent-card-rejected");
        assertThat(polled.methods()).isEmpty();
    }

    @Test
    void blocksAnInterfaceAtAForbiddenAddress() throws Exception {
        polled.setCard("{\"url\":\"http://169.254.169.254/rpc\"}");

        assertThat(failure(run(polled)).code()).isEqualTo("egress-blocked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\":\"http://x/\",\"protocolVersion\":\"2.0\"} | Permanent | agent-card-rejected",
                "{\"url\":\"http://x/\",\"preferredTransport\":\"GRPC\"} | Permanent | agent-card-rejected",
                "{} | Permanent | agent-card-rejected",
                "<html> | Transient | bad-response"
            })
    void rejectsAnInvalidCard(String card, String kind, String code) throws Exception {
        polled.setCard(card);

        var failure = failure(run(polled));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void rejectsACardAboveTheLimit() throws Exception {
        polled.setCard("{\"x\":\"" + "x".repeat(10_001) + "\"}");

        assertThat(failure(run(polled)).reason()).contains("pulser.a2a.max-card-bytes");
    }

    private static String text(String text) {
        return "{\"artifactId\":\"a1\",\"parts\":[{\"text\":\"%s\"}]}".formatted(text);
    }

    private Outcome run(ScriptedA2aAgent agent) throws InterruptedException {
        return run(agent, "{\"do\":\"hello\"}");
    }

    private Outcome run(ScriptedA2aAgent agent, String payload) throws InterruptedException {
        AgentDefinition definition = agent.definition();
        return adapter(FixedA2aConfig.quick()).run(Assignments.withPayload(payload), definition, listener);
    }

    private A2aAdapter adapter(A2aConfig config) {
        return new A2aAdapter(config, client, callbacks, InstantSource.fixed(Assignments.NOW));
    }

    private static Outcome succeeded(String output) {
        return new Outcome.Succeeded("{\"success\":true,\"output\":%s}".formatted(output));
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
