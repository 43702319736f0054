// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.Batches.ofDefinitions;
import static dev.pulser.telemetry.sample.Batches.ofEvents;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.failed;
import static dev.pulser.telemetry.sample.Events.happyLifeOf;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.running;
import static dev.pulser.telemetry.sample.Statuses.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceLevelsTest {

    private static final ServiceLevel PROMISED = new ServiceLevel(95, Duration.ofSeconds(30), 5);

    private TestPostgres postgres;
    private TaskProjection projection;
    private long offset;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new TaskProjection(postgres.migrations(), postgres.projector(), new FeedState());
        projection.reach();
    }

    @Test
    void saysWhatIsNotKeptAndNothingElse() {
        assertThat(measured(100, 95, 100, 29_999.0).breaches()).isEmpty();
        assertThat(measured(100, 94, 98, 29_999.0).breaches())
                .containsExactly("94.0 % of its last 100 tasks completed, at least 95.0 % is promised");
        assertThat(measured(100, 100, 110, null).breaches())
                .containsExactly("9.1 % of its attempts failed, less than 5.0 % is promised");
        assertThat(measured(100, 100, 100, 45_200.0).breaches())
                .containsExactly("an attempt takes 45.2 s on average, less than 30.0 s is promised");
    }

    @Test
    void saysNothingOfFewTasks() {
        assertThat(measured(19, 0, 19, 99_999.0).breaches()).isEmpty();
        assertThat(measured(20, 0, 20, 99_999.0).breaches()).hasSize(3);
    }

    private static Measured measured(int tasks, int completed, long attempts, @Nullable Double responseMs) {
        return new Measured(MAYA, PROMISED, tasks, completed, attempts, responseMs);
    }

    @Test
    void findsOverAllCompaniesWhatIsBrokenAndRaisesItOnce() throws Exception {
        projection.write(ofDefinitions(0, mayaPromising(), anAgent("dash").build()));
        write("acme", 20, 0);
        var levels = new ServiceLevels(postgres.projector());
        levels.look(second(10));
        assertThat(postgres.rowsOf("alert")).isEmpty();

        write("globex", 0, 5);
        levels.look(second(69));
        assertThat(postgres.rowsOf("alert")).as("a minute has not passed").isEmpty();
        levels.look(second(70));
        levels.look(second(130));

        assertThat(postgres.all("select id from pulser.alert"))
                .containsExactly("service-level/level maya/2026-01-31T12:01:10Z");
        assertThat(postgres.all("select text from pulser.alert").getFirst())
                .contains("80.0 % of its last 25 tasks completed", "20.0 % of its attempts failed");

        write("acme", 100, 0);
        levels.look(second(190));
        assertThat(postgres.rowsOf("trouble")).as("it keeps its promise again").isEmpty();
    }

    private static AgentDefinition mayaPromising() {
        return new AgentDefinition(
                MAYA,
                "writer",
                AgentKind.KAFKA,
                Set.of(),
                1,
                Duration.ofMinutes(5),
                null,
                List.of(),
                List.of(),
                false,
                null,
                PROMISED,
                true,
                null);
    }

    private void write(String company, int completed, int failed) throws Exception {
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < completed; i++) {
            events.addAll(happyLifeOf(aTask().of(company).build()));
        }
        for (int i = 0; i < failed; i++) {
            var task = aTask().of(company).build();
            events.addAll(List.of(queued(task), running(task, 1, 1), failed(task, 2, 1, "no")));
        }
        projection.write(ofEvents(offset, events));
        offset += events.size();
    }
}
