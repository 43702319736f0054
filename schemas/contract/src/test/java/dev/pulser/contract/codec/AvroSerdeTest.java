// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.Budget;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
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
            .build();
    private static final AgentName ALPHA = new AgentName("alpha");
    private static final ToolCall CALL =
            new ToolCall("toolbox", "files_read", NOON, Duration.ofMillis(12), 40, 4_000, true);
    private static final Usage USAGE = new Usage(1_200, 80, 4_800);
    private static final ToolRef TOOL = new ToolRef("github", "search");
    private static final AgentHealth UNHEALTHY =
            new AgentHealth(HealthState.UNHEALTHY, "refused", NOON, NOON.plusSeconds(3), Duration.ofMillis(7));
    private static final Attempt ATTEMPT = new Attempt(1, ALPHA, NOON, NOON.plusSeconds(1), "timeout", "took too long");

    @ParameterizedTest
    @MethodSource("everyRecord")
    <T> void readsWhatItWrote(Serde<T> serde, T record) {
        var bytes = serde.serializer().serialize("topic", record);

        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    <T> void writesTheFrameThatEveryKafkaToolReads(Serde<T> serde, T record) {
        var bytes = ByteBuffer.wrap(serde.serializer().serialize("topic", record));

        assertThat(bytes.get()).isZero();
        assertThat(SchemaCatalogue.load().all()).containsKey(bytes.getInt());
    }

    static Stream<Object[]> everyRecord() {
        return Stream.of(
                new Object[] {CODECS.task(), TASK},
                new Object[] {CODECS.task(), aTask().build()},
                new Object[] {CODECS.instruction(), new Assignment(TASK, ALPHA, 2, 3, NOON, NOON.plusSeconds(300))},
                new Object[] {
                    CODECS.instruction(),
                    new Assignment(TASK, ALPHA, 2, 3, NOON, NOON.plusSeconds(300), NOON.plusSeconds(10))
                },
                new Object[] {CODECS.instruction(), new Withdrawal(TASK.id(), ALPHA, 3, NOON, "cancelled by maya")},
                new Object[] {
                    CODECS.laneEntry(),
                    new LaneEntry(TASK, ALPHA, 2, 1, 1, NOON, NOON.plusSeconds(1), List.of(ATTEMPT), "why")
                },
                new Object[] {CODECS.laneEntry(), LaneEntry.arriving(TASK, ALPHA, NOON)},
                report(new Report.Beat(List.of(new Report.Running(TASK.id(), 1)))),
                report(new Report.Progress(TASK.id(), 1, "half way", 0.5)),
                report(ended(new Outcome.Succeeded("{\"success\":true}"))),
                report(ended(new Outcome.Cancelled())),
                report(ended(new Outcome.Failed(new Failure.Transient("busy", "come back", Duration.ofSeconds(9))))),
                report(ended(new Outcome.Failed(new Failure.Transient("busy", "come back", null)))),
                report(ended(new Outcome.Failed(new Failure.Permanent("tool-unknown", "no such tool")))),
                report(ended(new Outcome.Failed(new Failure.Ambiguous("ambiguous-outcome", "who knows")))),
                new Object[] {CODECS.taskEvent(), event(TaskState.QUEUED)},
                new Object[] {CODECS.taskEvent(), event(TaskState.COMPLETED)},
                new Object[] {CODECS.taskEvent(), event(TaskState.QUEUED).inLineAt(41)},
                new Object[] {
                    CODECS.deadLetter(),
                    new DeadLetter(
                            TASK.id(),
                            TASK.company(),
                            NOON,
                            "timeout",
                            "4 attempts",
                            ALPHA,
                            List.of(ATTEMPT),
                            TASK,
                            null,
                            null)
                },
                new Object[] {
                    CODECS.deadLetter(),
                    new DeadLetter(
                            null,
                            Company.DEFAULT,
                            NOON,
                            "deserialization",
                            "not JSON",
                            null,
                            List.of(),
                            null,
                            new DeadLetter.Source("pulser.tasks.low", 3, 42),
                            new DeadLetter.Original(null, Bytes.wrap(new byte[] {1, 2, 3})))
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
                new Object[] {CODECS.agentDefinition(), aThinker()},
                report(new Report.Health(AgentHealth.UNKNOWN)),
                report(new Report.Health(UNHEALTHY)),
                report(ended(new Outcome.Deferred("rate-limit", "a minute is over soon", Duration.ofSeconds(9)))),
                report(new Report.Ended(TASK.id(), 2, 3, NOON, new Outcome.Cancelled(), List.of(), USAGE)),
                new Object[] {CODECS.taskEvent(), event(TaskState.COMPLETED).having(USAGE)},
                new Object[] {
                    CODECS.laneEntry(), LaneEntry.arriving(handover(), NOON).dispatched(NOON, 50_000)
                },
                new Object[] {CODECS.handover(), handover()},
                new Object[] {CODECS.toolOffer(), offer(true, false)},
                new Object[] {CODECS.toolOffer(), offer(null, null)},
                new Object[] {CODECS.toolApproval(), new ToolApproval(TOOL, "ab12", null, null, NOON)},
                new Object[] {CODECS.toolApproval(), new ToolApproval(TOOL, "ab12", "maya", "read it", NOON)},
                new Object[] {
                    CODECS.serverStatus(),
                    new ServerStatus(
                            "toolbox",
                            "adapter-1",
                            NOON,
                            "quarantined",
                            "it ends at once",
                            "stdio",
                            "2025-11-25",
                            3,
                            List.of("x: its schema is no object"),
                            4,
                            5,
                            6,
                            7,
                            Duration.ofMillis(8))
                },
                command(new Command.Cancel(TASK.id())),
                command(new Command.Pause(ALPHA)),
                command(new Command.Pause(null)),
                command(new Command.Resume(ALPHA)),
                command(new Command.Resume(null)),
                command(new Command.Replay(TASK.id(), TASK.replayed(NOON).id())),
                command(new Command.Drop(TASK.id())),
                command(new Command.ChangeAgent(ALPHA, "replace", List.of("capacity", "timeout"))),
                command(new Command.ChangeAgent(ALPHA, "delete", List.of())),
                new Object[] {
                    CODECS.agentStatus(),
                    new AgentStatus(
                            ALPHA,
                            NOON,
                            2,
                            1,
                            7,
                            1,
                            true,
                            List.of(Company.DEFAULT),
                            Duration.ofMillis(40),
                            List.of(new AgentStatus.Line(Priority.LOW, Company.DEFAULT, 4, 11)))
                },
                new Object[] {
                    CODECS.agentStatus(), new AgentStatus(ALPHA, NOON, 0, 0, 0, 0, false, List.of(), null, List.of())
                },
                new Object[] {
                    CODECS.agentStatus(),
                    new AgentStatus(
                            ALPHA,
                            NOON,
                            2,
                            1,
                            7,
                            1,
                            false,
                            List.of(),
                            null,
                            List.of(),
                            UNHEALTHY,
                            "unhealthy",
                            List.of(
                                    new AgentStatus.Spending(null, NOON, 5, 6, 7L),
                                    new AgentStatus.Spending(Company.DEFAULT, NOON, 5, 6, null)))
                });
    }

    private static AgentDefinition aThinker() {
        var budget = new Budget(Budget.Period.DAY, 50_000, 1_000_000L, 200_000L, Map.of(Company.DEFAULT, 500_000L));
        return anAgent("gamma")
                .thinkingWith(new Model("m-1", "You review.", List.of("github/search"), 10, 9_000, 500, 0.2), "github")
                .credential("MODEL_KEY")
                .healthAt(URI.create("http://127.0.0.1:1/health"))
                .limited(new AgentLimits(60, 90_000, 2, 30))
                .costing(new Rates(3_000_000, 15_000_000, 1_000))
                .budget(budget)
                .build();
    }

    private static Handover handover() {
        return LaneEntry.arriving(TASK, ALPHA, NOON)
                .dispatched(NOON)
                .queuedAgain(ATTEMPT, NOON)
                .using(USAGE)
                .handedOver(new AgentName("beta"), NOON, "alpha is unhealthy");
    }

    private static ToolOffer offer(@Nullable Boolean readOnly, @Nullable Boolean destructive) {
        return new ToolOffer(
                TOOL,
                "Search",
                "Finds things",
                "{\"type\":\"object\"}",
                null,
                readOnly,
                destructive,
                null,
                null,
                "ab12",
                true,
                "adapter-1",
                NOON);
    }

    private static Object[] command(Command.Body body) {
        return new Object[] {CODECS.command(), aCommand(body)};
    }

    private static Object[] report(Report.Body body) {
        return new Object[] {CODECS.report(), new Report(ALPHA, "adapter-1", NOON, body)};
    }

    private static Report.Ended ended(Outcome outcome) {
        return new Report.Ended(TASK.id(), 2, 3, NOON, outcome, List.of(CALL));
    }

    private static TaskEvent event(TaskState state) {
        return new TaskEvent(
                TASK.id(),
                TASK.company(),
                0,
                NOON,
                state,
                ALPHA,
                1,
                1,
                "code",
                "reason",
                TASK,
                NOON,
                "{}",
                List.of(CALL));
    }

    @Test
    void refusesAnIdThatNoSchemaHas() {
        var bytes = CODECS.task().serializer().serialize("topic", TASK);
        ByteBuffer.wrap(bytes).putInt(1, 99_999);

        assertThatExceptionOfType(UnknownSchema.class)
                .isThrownBy(() -> CODECS.task().deserializer().deserialize("topic", bytes))
                .withMessage("no schema has the id 99999");
    }

    @Test
    void refusesARecordOfAnotherKind() {
        var bytes = CODECS.agentDefinition()
                .serializer()
                .serialize("topic", anAgent("alpha").build());

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> CODECS.task().deserializer().deserialize("topic", bytes))
                .withMessageContaining("dev.pulser.wire.Task is expected here");
    }

    @Test
    void refusesEveryPartOfARecordWithOneKindOfException() {
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
