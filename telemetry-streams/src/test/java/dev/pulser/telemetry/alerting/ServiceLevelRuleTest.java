// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.AgentStatuses.second;
import static dev.pulser.telemetry.sample.SinkBatches.ofAgents;
import static dev.pulser.telemetry.sample.SinkBatches.ofEvents;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.failed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceLevelRuleTest {

    private static final ServiceLevel TARGET = new ServiceLevel(95, Duration.ofSeconds(30), 5);

    private TestPostgres postgres;
    private PostgresSink projection;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
    }

    @Test
    void reportsEachBreachedTarget() {
        assertThat(measurement(100, 95, 100, 29_999.0).breaches()).isEmpty();
        assertThat(measurement(100, 94, 98, 29_999.0).breaches())
                .containsExactly("94.0 % of the last 100 tasks completed (target: at least 95.0 %).");
        assertThat(measurement(100, 100, 110, null).breaches())
                .containsExactly("9.1 % of the attempts failed (target: at most 5.0 %).");
        assertThat(measurement(100, 100, 100, 45_200.0).breaches())
                .containsExactly("An attempt takes 45.2 s on average (target: at most 30.0 s).");
    }

    @Test
    void ignoresFewTasks() {
        assertThat(measurement(19, 0, 19, 99_999.0).breaches()).isEmpty();
        assertThat(measurement(20, 0, 20, 99_999.0).breaches()).hasSize(3);
    }

    private static ServiceLevelMeasurement measurement(
            int tasks, int completed, long attempts, @Nullable Double responseMs) {
        return new ServiceLevelMeasurement(MAYA, TARGET, tasks, completed, attempts, responseMs);
    }

    @Test
    void raisesABreachOverAllCompaniesOnce() throws Exception {
        projection.write(ofAgents(0, mayaWithServiceLevel(), anAgent("dash").build()));
        write("acme", 20, 0);
        var rule = new ServiceLevelRule(postgres.projector());
        rule.evaluate(second(10));
        assertThat(postgres.rowsOf("alert")).isEmpty();

        write("globex", 0, 5);
        rule.evaluate(second(69));
        assertThat(postgres.rowsOf("alert")).as("a minute has not passed").isEmpty();
        rule.evaluate(second(70));
        rule.evaluate(second(130));

        assertThat(postgres.all("select id from pulser.alert"))
                .containsExactly("service-level/service-level maya/2026-01-31T12:01:10Z");
        assertThat(postgres.all("select text from pulser.alert").getFirst())
                .contains("80.0 % of the last 25 tasks completed", "20.0 % of the attempts failed");

        write("acme", 100, 0);
        rule.evaluate(second(190));
        assertThat(postgres.rowsOf("open_incident"))
                .as("the service level is met again")
                .isEmpty();
    }

    private static AgentDefinition mayaWithServiceLevel() {
        var maya = anAgent("maya").build();
        return new AgentDefinition(
                maya.name(),
                new AgentProfile("writer", null, null, TARGET),
                maya.routing(),
                maya.connection(),
                maya.execution(),
                maya.costs());
    }

    private void write(String company, int completed, int failed) throws Exception {
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < completed; i++) {
            events.addAll(successOf(aTask().of(company).build()));
        }
        for (int i = 0; i < failed; i++) {
            var task = aTask().of(company).build();
            events.addAll(List.of(queued(task), running(task, 1, 1), failed(task, 2, 1, "no")));
        }
        projection.write(ofEvents(offset, events));
        offset += events.size();
    }
}
