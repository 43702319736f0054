// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract test of {@link WorkerAdapter} with a broker and a simulated worker. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class WorkerAdapterContractTest extends AgentAdapterContract {

    private record Shape(int partitions, int replication) implements TopicsConfig {}

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static AdapterKafkaClients clients;

    private ScriptedWorker worker;
    private WorkerAdapter adapter;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start(folder);
        clients = new AdapterKafkaClients(broker.address());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        worker = new ScriptedWorker(clients, broker.address());
        adapter = new WorkerAdapter(clients, new Shape(2, 1), "test");
    }

    @AfterEach
    void close() {
        adapter.close();
        worker.close();
    }

    @Override
    protected AgentAdapter adapter() {
        return adapter;
    }

    @Override
    protected ScriptedAgent agent() {
        return worker;
    }

    @Test
    void writesTheAssignmentAsDocumented() throws InterruptedException {
        var assignment = Assignments.withPayload("{\"do\":\"hello\", \"big\": 12345678901234567890.10}");

        run(assignment);

        assertThat(worker.records().getFirst().text())
                .isEqualTo("{\"task_id\":\"%s\",\"task_type\":\"documentation\",\"priority\":\"medium\","
                                .formatted(assignment.task().id())
                        + "\"agent\":\"alpha\",\"attempt\":1,\"payload\":{\"do\":\"hello\", \"big\": 12345678901234567890.10},"
                        + "\"requester\":\"user@example.com\",\"deadline\":\"2026-01-31T12:01:00Z\","
                        + "\"idempotency_key\":\"%s/0\",\"epoch\":1}"
                                .formatted(assignment.task().id()));
    }

    @Test
    void reportsTheReasonOfTheWorker() throws InterruptedException {
        assertThat(run(Assignments.withPayload(worker.payloadForRejection())))
                .isEqualTo(new Outcome.Failed(
                        new Failure.Permanent("no-such-file", "Agent alpha failed: file not found")));
    }

    @Test
    void sendsACancellationToTheWorker() throws InterruptedException {
        var assignment = Assignments.withPayload(worker.payloadWithoutResponse());
        var attempt = start(assignment, new CompletableFuture<>());
        await().until(worker::hasUnansweredCall);

        attempt.interrupt();

        await().until(() -> worker.records().size() == 2);
        assertThat(worker.records().getLast().text())
                .isEqualTo("{\"task_id\":\"%s\",\"epoch\":1,\"cancel\":true}"
                        .formatted(assignment.task().id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"task_id\":\"%s\"}",
                "{\"task_id\":\"%s\",\"epoch\":1}",
                "{\"task_id\":\"%s\",\"epoch\":\"1\",\"status\":\"succeeded\"}",
                "{\"task_id\":\"%s\",\"epoch\":1,\"status\":\"done\"}",
                "{\"task_id\":\"%s\",\"epoch\":2,\"status\":\"succeeded\",\"output\":\"of another epoch\"}",
                "{\"task_id\":\"tsk_other\",\"epoch\":1,\"status\":\"succeeded\",\"output\":\"of another task\"}"
            })
    void skipsAndCountsUnmatchedOutcomes(String record) throws Exception {
        var assignment = Assignments.withPayload(worker.payloadWithoutResponse());
        var outcome = new CompletableFuture<Outcome>();
        start(assignment, outcome);
        await().until(worker::hasUnansweredCall);

        worker.write(record.replace("%s", assignment.task().id().value()));
        await().until(() -> adapter.skipped() == 1);
        worker.respond(worker.records().getFirst(), "\"status\":\"succeeded\",\"output\":1");

        assertThat(outcome.get()).isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":1}"));
    }

    @Test
    void acceptsOnlyTheFirstOutcome() throws Exception {
        var assignment = Assignments.withPayload(worker.payloadForSuccess());
        run(assignment);

        worker.respond(worker.records().getFirst(), "\"status\":\"failed\",\"code\":\"late\"");

        await().until(() -> adapter.skipped() == 1);
    }

    @Test
    void createsTopicsAndReportsThatNoWorkerIsRunning() throws Exception {
        var beta = Samples.anAgent("beta").kind(AgentKind.KAFKA).build();

        var result = adapter.check(beta);

        assertThat(result)
                .isEqualTo(new CheckResult.Unhealthy(
                        "No worker is running: consumer group pulser.agent.beta has no members"));
        try (var admin = clients.admin(Duration.ofSeconds(5))) {
            assertThat(admin.listTopics().names().get())
                    .contains("pulser.agent.beta.assignments", "pulser.agent.beta.outcomes");
        }
    }

    @Test
    void failsATaskAboveTheRecordSize() throws InterruptedException {
        var outcome = run(Assignments.withPayload("{\"x\":\"" + "x".repeat(2_100_000) + "\"}"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("payload-too-large"));
    }

    private Thread start(Assignment assignment, CompletableFuture<Outcome> outcome) {
        return Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(run(assignment));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
    }

    private Outcome run(Assignment assignment) throws InterruptedException {
        return adapter.run(assignment, worker.definition(), new RecordingListener());
    }
}
