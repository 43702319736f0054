// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.testing.TestBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Example worker in JavaScript with its npm packages. Skipped on machines without Node.js. */
@Timeout(180)
class JavaScriptWorkerTest {

    private static final Path EXAMPLE = Path.of("../examples/kafka-worker");
    private static final Path INSTALLED = Path.of("target/kafka-worker");

    private static final AgentDefinition AGENT =
            Samples.anAgent("alpha").kind(AgentKind.KAFKA).build();

    private record Shape(int partitions, int replication) implements TopicsConfig {}

    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path folder = Path.of("set-by-junit");

    /** Installs the example as its README describes, in a folder below {@code target}. */
    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (var file : List.of("worker.mjs", "package.json")) {
            Files.copy(EXAMPLE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeThat(run("node", "--version")).as("Node.js is installed").isTrue();
        assertThat(run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"))
                .as("npm install; its output is in " + INSTALLED)
                .isTrue();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    INSTALLED.resolve(command[0] + ".log").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }

    @Test
    void countsWords() throws Exception {
        try (var broker = TestBroker.start(folder);
                var adapter = new WorkerAdapter(new AdapterKafkaClients(broker.address()), new Shape(2, 1), "test")) {
            assertThat(adapter.check(AGENT)).isInstanceOf(CheckResult.Unhealthy.class);
            var worker = start(broker.address());
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> adapter.check(AGENT).equals(new CheckResult.Healthy()));

                var assignment = Assignments.withPayload("{\"text\":\"To be or not to be\"}");
                var expected = new Outcome.Succeeded(
                        "{\"success\":true,\"output\":{\"words\":6,\"most\":{\"to\":2,\"be\":2,\"or\":1,\"not\":1}}}");
                assertThat(adapter.run(inAMinute(assignment, 1), AGENT, listener))
                        .isEqualTo(expected);
                assertThat(adapter.run(inAMinute(assignment, 2), AGENT, listener))
                        .isEqualTo(expected);

                var large = Assignments.withPayload("{\"text\":\"" + "word\\n".repeat(2500) + "\"}");
                assertThat(adapter.run(inAMinute(large, 1), AGENT, listener)).isInstanceOf(Outcome.Succeeded.class);
                assertThat(listener.messages()).containsExactly("1000 lines", "2000 lines");

                assertThat(adapter.run(inAMinute(Assignments.withPayload("{}"), 1), AGENT, listener))
                        .isEqualTo(new Outcome.Failed(new Failure.Permanent(
                                "word-count-failed", "Agent alpha failed: payload.text must be a string")));
            } finally {
                worker.destroyForcibly().waitFor();
            }
        }
    }

    /** Returns an attempt with a deadline on the system clock, which the worker uses. */
    private static Assignment inAMinute(Assignment assignment, int epoch) {
        var deadline = Instant.now().plusSeconds(60);
        return Assignment.of(
                assignment.task(), new AttemptRef(assignment.agent(), epoch, epoch), assignment.assignedAt(), deadline);
    }

    private static Process start(String bootstrap) throws Exception {
        var node = new ProcessBuilder("node", "worker.mjs").directory(INSTALLED.toFile());
        node.environment().put("PULSER_KAFKA_BOOTSTRAP", bootstrap);
        node.environment().put("PULSER_AGENT", "alpha");
        return node.redirectErrorStream(true)
                .redirectOutput(new File("target/kafka-worker.log"))
                .start();
    }
}
