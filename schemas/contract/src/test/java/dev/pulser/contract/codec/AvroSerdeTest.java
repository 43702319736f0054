// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.codec.registry.SchemaCatalog;
import dev.pulser.contract.codec.registry.UnknownSchemaException;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.status.Spending;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.tool.McpServerConnection;
import dev.pulser.contract.tool.McpServerCounters;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.McpServerTools;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {

    private static final Codecs CODECS = Codecs.builtIn();
    private static final Task TASK = aTask().askingFor("alpha")
            .keyed("order-7")
            .priority(Priority.HIGH)
            .due(NOON.plusSeconds(60))
            .within(Duration.ofSeconds(7))
            .labeled("team", "core")
            .build();
    private static final AgentName ALPHA = new AgentName("alpha");
    private static final AttemptRef REF = new AttemptRef(ALPHA, 2, 3);
    private static final ToolCall CALL =
            new ToolCall("toolbox", "files_read", NOON, Duration.ofMillis(12), 40, 4_000, null, null);
    private static final Usage USAGE = new Usage(1_200, 80, 4_800);
    private static final ToolRef TOOL = new ToolRef("github", "search");
    private static final AgentHealth UNHEALTHY =
            new AgentHealth(HealthState.UNHEALTHY, "refused", NOON, NOON.plusSeconds(3), Duration.ofMillis(7));
    private static final Attempt ATTEMPT =
            new Attempt(1, ALPHA, NOON, NOON.plusSeconds(1), new TaskError("timeout", "took too long"));

    @ParameterizedTest
    @MethodSource("everyRecord")
    <T> void readsWhatItWrote(Serde<T> serde, T record) {
        var bytes = serde.serializer().serialize("topic", record);

        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    <T> void writesTheConfluentWireFormat(Serde<T> serde, T record) {
        var bytes = ByteBuffer.wrap(serde.serializer().serialize("topic", record));

        assertThat(bytes.get()).isZero();
        assertThat(SchemaCatalog.load().all()).containsKey(bytes.getInt());
    }

    static Stream<Object[]> everyRecord() {
        return Stream.of(
                new Object[] {CODECS.task(), TASK},
                new Object[] {CODECS.task(), aTask().build()},
                new Object[] {CODECS.adapterInstruction(), Assignment.of(TASK, REF, NOON, NOON.plusSeconds(300))},
                new Object[] {
                    CODECS.adapterInstruction(),
                    new Assignment(TASK, REF, NOON, NOON.plusSeconds(300), NOON.plusSeconds(10))
                },
                new Object[] {
                    CODECS.adapterInstruction(), new Revocation(TASK.id(), ALPHA, 3, NOON, "cancelled by maya")
                },
                new Object[] {
                    CODECS.laneEntry(),
                    LaneEntry.arriving(TASK, ALPHA, NOON)
                            .queuedAgain(ATTEMPT, NOON)
                            .dispatched(NOON.plusSeconds(1))
                            .revoked("cancelled by maya")
                },
                new Object[] {CODECS.laneEntry(), LaneEntry.arriving(TASK, ALPHA, NOON)},
                report(new AdapterReport.Heartbeat(List.of(new AdapterReport.RunningAttempt(TASK.id(), 1)))),
                report(new AdapterReport.AttemptProgress(TASK.id(), 1, "half way", 0.5)),
                report(ended(new Outcome.Succeeded("{\"success\":true}"))),
                report(ended(new Outcome.Cancelled())),
                report(ended(new Outcome.Failed(new Failure.Transient("busy", "come back", Duration.ofSeconds(9))))),
                report(ended(new Outcome.Failed(new Failure.Transient("busy", "come back", null)))),
                report(ended(new Outcome.Failed(new Failure.Permanent("tool-unknown", "no such tool")))),
                report(ended(new Outcome.Failed(new Failure.Ambiguous("ambiguous-outcome", "connection lost")))),
                new Object[] {CODECS.taskEvent(), event(TaskState.QUEUED)},
                new Object[] {CODECS.taskEvent(), event(TaskState.COMPLETED)},
                new Object[] {CODECS.taskEvent(), event(TaskState.QUEUED).withQueueIndex(41)},
                new Object[] {CODECS.taskEvent(), event(TaskState.RETRYING).withRetryAt(NOON.plusSeconds(5))},
                new Object[] {CODECS.taskEvent(), TaskEvent.of(TASK.id(), TASK.company(), 0, NOON, TaskState.FAILED)},
                new Object[] {
                    CODECS.deadLetter(),
                    new DeadLetter(
                            TASK.id(),
                            TASK.company(),
                            NOON,
                            new TaskError("timeout", "4 attempts"),
                            ALPHA,
                            List.of(ATTEMPT),
                            TASK,
                            null)
                },
                new Object[] {
                    CODECS.deadLetter(),
                    new DeadLetter(
                            null,
                            Company.DEFAULT,
                            NOON,
                            new TaskError("deserialization", "not JSON"),
                            null,
                            List.of(),
                            null,
                            DeadLetter.Source.at("pulser.tasks.low", 3, 42)
                                    .withBytes(null, Bytes.wrap(new byte[] {1, 2, 3})))
                },
                new Object[] {
                    CODECS.agentDefinition(), anAgent("alpha").homeOf("report").build()
                },
                new Object[] {
                    CODECS.agentDefinition(),
                    anAgent("beta")
                            .using("toolbox")
                            .idempotent()
                            .backedUpBy("alpha")
                            .disabled()
                            .taking("{\"required\":[\"file\"]}")
                            .build()
                },
                new Object[] {CODECS.agentDefinition(), anLlmAgent()},
                report(new AdapterReport.HealthReport(AgentHealth.UNKNOWN)),
                report(new AdapterReport.HealthReport(UNHEALTHY)),
                report(ended(new Outcome.Deferred("rate-limit", "a minute is over soon", Duration.ofSeconds(9)))),
                report(new AdapterReport.AttemptEnded(
                        TASK.id(), 2, 3, NOON, new Outcome.Cancelled(), List.of(), USAGE)),
                new Object[] {CODECS.taskEvent(), event(TaskState.COMPLETED).withUsage(USAGE)},
                new Object[] {
                    CODECS.laneEntry(), LaneEntry.arriving(transfer(), NOON).dispatched(NOON, 50_000)
                },
                new Object[] {CODECS.transfer(), transfer()},
                new Object[] {CODECS.toolDefinition(), definition(true, false)},
                new Object[] {CODECS.toolDefinition(), definition(null, null)},
                new Object[] {CODECS.toolApproval(), new ToolApproval(TOOL, "ab12", null, null, NOON)},
                new Object[] {CODECS.toolApproval(), new ToolApproval(TOOL, "ab12", "maya", "read it", NOON)},
                new Object[] {
                    CODECS.mcpServerStatus(),
                    new McpServerStatus(
                            "toolbox",
                            "adapter-1",
                            NOON,
                            "backing-off",
                            "process ends at once",
                            new McpServerConnection("stdio", "2025-11-25", 4, Duration.ofMillis(8)),
                            new McpServerTools(3, List.of("x: its schema is not an object")),
                            new McpServerCounters(5, 6, 7))
                },
                command(new Command.Cancel(TASK.id())),
                command(new Command.Pause(ALPHA)),
                command(new Command.Pause(null)),
                command(new Command.Resume(ALPHA)),
                command(new Command.Resume(null)),
                command(new Command.Replay(TASK.id(), TASK.replayed(NOON).id())),
                command(new Command.Drop(TASK.id())),
                command(new Command.AgentChange(ALPHA, "replace", List.of("capacity", "timeout"))),
                command(new Command.AgentChange(ALPHA, "delete", List.of())),
                new Object[] {
                    CODECS.agentStatus(),
                    AgentStatus.of(ALPHA, NOON, new AgentLoad(2, 1, 7, 1, Duration.ofMillis(40)))
                            .withPauses(new AgentPauses(true, List.of(Company.DEFAULT)))
                            .withQueues(List.of(new QueuePointers(Priority.LOW, Company.DEFAULT, 4, 11)))
                },
                new Object[] {CODECS.agentStatus(), AgentStatus.of(ALPHA, NOON, new AgentLoad(0, 0, 0, 0, null))},
                new Object[] {
                    CODECS.agentStatus(),
                    AgentStatus.of(ALPHA, NOON, new AgentLoad(2, 1, 7, 1, null))
                            .withHealth(UNHEALTHY)
                            .withBlockReason("unhealthy")
                            .withSpending(List.of(
                                    new Spending(null, NOON, 5, 6, 7L),
                                    new Spending(Company.DEFAULT, NOON, 5, 6, null)))
                });
    }

    private static AgentDefinition anLlmAgent() {
        var budget = new Budget(Budget.Period.DAY, 50_000, 1_000_000L, 200_000L, Map.of(Company.DEFAULT, 500_000L));
        return anAgent("gamma")
                .thinkingWith(
                        new AgentModel("m-1", "You review.", List.of("github/search"), 10, 9_000, 500, 0.2), "github")
                .credential("MODEL_KEY")
                .healthAt(URI.create("http://127.0.0.1:1/health"))
                .limited(new AgentLimits(60, 90_000, 2, 30))
                .costing(new Rates(3_000_000, 15_000_000, 1_000))
                .budget(budget)
                .build();
    }

    private static Transfer transfer() {
        return LaneEntry.arriving(TASK, ALPHA, NOON)
                .dispatched(NOON)
                .queuedAgain(ATTEMPT, NOON)
                .plus(USAGE)
                .transferTo(new AgentName("beta"), NOON, "alpha is unhealthy");
    }

    private static ToolDefinition definition(@Nullable Boolean readOnly, @Nullable Boolean destructive) {
        var hints = new ToolHints(readOnly, destructive, null, null);
        var spec = new ToolSpec("Search", "Finds things", "{\"type\":\"object\"}", null, hints);
        return new ToolDefinition(TOOL, spec, "ab12", true, "adapter-1", NOON);
    }

    private static Object[] command(Command.Body body) {
        return new Object[] {CODECS.command(), aCommand(body)};
    }

    private static Object[] report(AdapterReport.Body body) {
        return new Object[] {CODECS.adapterReport(), new AdapterReport(ALPHA, "adapter-1", NOON, body)};
    }

    private static AdapterReport.AttemptEnded ended(Outcome outcome) {
        return new AdapterReport.AttemptEnded(TASK.id(), 2, 3, NOON, outcome, List.of(CALL), Usage.NONE);
    }

    private static TaskEvent event(TaskState state) {
        return TaskEvent.of(TASK.id(), TASK.company(), 0, NOON, state)
                .withAttempt(new AttemptRef(ALPHA, 1, 1))
                .withError(new TaskError("code", "reason"))
                .withTask(TASK)
                .withResult(new AttemptResult(NOON, "{}", List.of(CALL)));
    }

    @Test
    void rejectsAnUnknownSchemaId() {
        var bytes = CODECS.task().serializer().serialize("topic", TASK);
        ByteBuffer.wrap(bytes).putInt(1, 99_999);

        assertThatExceptionOfType(UnknownSchemaException.class)
                .isThrownBy(() -> CODECS.task().deserializer().deserialize("topic", bytes))
                .withMessage("Schema id 99999 is unknown. Register the schema, or write the record with a known one.");
    }

    @Test
    void rejectsARecordOfAnotherSchema() {
        var bytes = CODECS.agentDefinition()
                .serializer()
                .serialize("topic", anAgent("alpha").build());

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> CODECS.task().deserializer().deserialize("topic", bytes))
                .withMessageContaining("expected dev.pulser.wire.Task.");
    }

    @Test
    void rejectsEveryTruncatedRecordWithASerializationException() {
        var whole = CODECS.taskEvent().serializer().serialize("topic", event(TaskState.COMPLETED));

        for (int length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(SerializationException.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> CODECS.taskEvent().deserializer().deserialize("topic", part));
        }
    }

    @Test
    void survivesTenThousandDamagedRecords() {
        var random = new Random(20261122);
        var whole = CODECS.taskEvent().serializer().serialize("topic", event(TaskState.COMPLETED));

        for (int i = 0; i < 10_000; i++) {
            var damaged = whole.clone();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            }
            try {
                CODECS.taskEvent().deserializer().deserialize("topic", damaged);
            } catch (SerializationException expected) {
                assertThat(expected).hasMessageNotContaining("\n\n");
            }
        }
    }
}
