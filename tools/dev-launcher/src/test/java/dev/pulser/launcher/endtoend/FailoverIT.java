// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Failover of an agent with waiting tasks to its backup, alerts about it, and the recovery of the agent. */
class FailoverIT {

    /** Interval of health checks; a tenth of it after a failed check. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static AlertReceivers receivers;
    private static RecordingAgent primary;
    private static RecordingAgent backup;
    private static PulserStack pulser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        receivers = new AlertReceivers();
        primary = new RecordingAgent(Duration.ofMillis(400));
        backup = new RecordingAgent(Duration.ofMillis(20));
        pulser = PulserStack.own(Map.of(
                "PULSER_HEALTH_INTERVAL", INTERVAL.toSeconds() + "s",
                "PULSER_ALERTS_SLACK_URL", receivers.hookUrl(),
                "PULSER_ALERTS_SMTP_HOST", "127.0.0.1",
                "PULSER_ALERTS_SMTP_PORT", Integer.toString(receivers.mailPort()),
                "PULSER_ALERTS_SMTP_STARTTLS", "DISABLED",
                "PULSER_ALERTS_SMTP_FROM", "pulser@example.com",
                "PULSER_ALERTS_SMTP_TO", "people@example.com"));
        pulser.define(
                anAgent("second").at(backup.endpoint()).capacity(4).idempotent().build());
        pulser.define(anAgent("first")
                .homeOf("report")
                .at(primary.endpoint())
                .capacity(2)
                .backedUpBy("second")
                .idempotent()
                .build());
        awaitHealth("first", "healthy");
        awaitHealth("second", "healthy");
    }

    @AfterAll
    static void stop() throws IOException {
        pulser.close();
        primary.close();
        backup.close();
        receivers.close();
    }

    @Test
    void movesWaitingTasksToTheBackupAndSendsAlerts() throws IOException {
        var waiting = submit(60);
        await().until(() -> primary.done().size() >= 2);

        primary.stop();

        // The waiting tasks are moved within an interval, long before the agent is restarted.
        await().atMost(INTERVAL).until(() -> backup.done().size() >= 20);
        awaitHealth("first", "unhealthy");
        var meanwhile = submit(10);
        assertThat(ends(waiting)).allMatch(FailoverIT::isCompleted);
        assertThat(ends(meanwhile))
                .allMatch(FailoverIT::isCompleted)
                .allMatch(task -> agentOf(task).equals("second"));

        primary.restart();
        awaitHealth("first", "healthy");
        var later = submit(10);
        assertThat(ends(later))
                .allMatch(FailoverIT::isCompleted)
                .allMatch(task -> agentOf(task).equals("first"));

        assertThat(allDone()).doesNotHaveDuplicates().hasSize(80);
        assertThat(new HashSet<>(allDone()))
                .containsAll(waiting)
                .containsAll(meanwhile)
                .containsAll(later);
        await().atMost(TaskApi.TIMEOUT).untilAsserted(() -> {
            assertThat(receivers.hooked()).anyMatch(text -> text.contains("first") && text.contains("unhealthy"));
            assertThat(receivers.mailed()).anyMatch(text -> text.contains("first") && text.contains("unhealthy"));
            assertThat(receivers.hooked()).anyMatch(text -> text.contains("Agent first recovered"));
        });
    }

    private static List<String> submit(int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        pulser.api().submit("{\"task_type\":\"report\",\"payload\":{\"n\":%d}}".formatted(number)))
                .toList();
    }

    private static List<JsonNode> ends(List<String> ids) {
        return ids.stream().map(id -> pulser.api().awaitEnd(id)).toList();
    }

    private static boolean isCompleted(JsonNode task) {
        return task.path("status").asText().equals("completed");
    }

    private static String agentOf(JsonNode task) {
        return task.path("assigned_agent").asText();
    }

    private static List<String> allDone() {
        var all = new ArrayList<>(primary.done());
        all.addAll(backup.done());
        return all;
    }

    private static void awaitHealth(String agent, String state) {
        await().atMost(TaskApi.TIMEOUT).until(() -> healthOf(agent).equals(state));
    }

    private static String healthOf(String agent) {
        var health = TaskApi.read(pulser.api().get("/api/v1/agents/health"));
        return StreamSupport.stream(health.path("agents").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(agent))
                .map(each -> each.path("status").asText())
                .findFirst()
                .orElse("");
    }
}
