// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.tool.ToolRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts of alerts: summary, cause, effect on tasks, and remedy, one line each. */
public final class AlertMessages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int REASON_CHARS = 300;
    private static final int HASH_CHARS = 12;
    private static final String NO_REASON = "The health check gave no reason.";

    private AlertMessages() {}

    /** @param backup agent that the waiting tasks are transferred to */
    public static Alert agentUnhealthy(
            AgentName agent, Instant since, Instant at, @Nullable String reason, Optional<AgentName> backup) {
        return Alert.of(
                AlertKind.AGENT_UNHEALTHY,
                agent,
                since,
                at,
                "Agent %s has been unhealthy since %s.".formatted(agent, TIME.format(since)),
                "Cause: " + (reason == null ? NO_REASON : Excerpt.quoted(reason, REASON_CHARS)),
                backup.map(name -> "Effect: the agent gets no tasks. Its waiting tasks are transferred to %s."
                                .formatted(name))
                        .orElse("Effect: the agent gets no tasks. No backup is available, so its tasks keep waiting."),
                "Remedy: repair the agent or its connection. It is checked twice a minute and gets tasks again when it is"
                        + " healthy. GET /api/v1/agents shows its health.");
    }

    /** @param unhealthySince start of the incident; null when it is unknown */
    public static Alert agentRecovered(
            AgentName agent, Instant since, Instant at, @Nullable Instant unhealthySince, AgentHealth health) {
        var lines = new ArrayList<String>();
        lines.add("Agent %s recovered at %s%s."
                .formatted(
                        agent,
                        TIME.format(since),
                        unhealthySince == null ? "" : " after " + format(Duration.between(unhealthySince, since))));
        if (health.state() == HealthState.DEGRADED) {
            var reason = health.reason();
            lines.add("It is degraded: " + (reason == null ? NO_REASON : Excerpt.quoted(reason, REASON_CHARS)));
        }
        lines.add("Effect: the agent gets tasks again.");
        return Alert.of(AlertKind.AGENT_RECOVERED, agent, since, at, lines.toArray(String[]::new));
    }

    /**
     * Returns an alert about a queue that is too long.
     *
     * @param limit configured limit of waiting tasks
     * @param cause sentence
     */
    public static Alert queueDepth(AgentName agent, Instant since, Instant at, long waiting, long limit, String cause) {
        return Alert.of(
                AlertKind.QUEUE_DEPTH,
                agent,
                since,
                at,
                "%d tasks are waiting for agent %s. The limit of %d has been exceeded since %s."
                        .formatted(waiting, agent, limit, TIME.format(since)),
                "Cause: " + cause,
                "Effect: tasks start later, the most urgent first. No task is lost.",
                "Remedy: raise the agent's capacity, add a backup, repair or resume the agent, or submit fewer tasks.");
    }

    /** @param breaches one sentence per breached target */
    public static Alert serviceLevel(AgentName agent, Instant since, Instant at, List<String> breaches) {
        return Alert.of(
                AlertKind.SERVICE_LEVEL,
                agent,
                since,
                at,
                "Agent %s has been below its service level since %s.".formatted(agent, TIME.format(since)),
                "Cause: " + String.join(" ", breaches),
                "Effect: none; the agent keeps getting tasks.",
                "Remedy: check the failed tasks (GET /api/v1/dead-letters) and the agent's log, or lower the service level.");
    }

    public static Alert toolQuarantined(ToolRef tool, Instant since, String definition, String approved) {
        return Alert.of(
                AlertKind.TOOL_QUARANTINED,
                tool,
                since,
                since,
                "Tool %s has been quarantined since %s.".formatted(tool, TIME.format(since)),
                "Cause: its server lists definition %s; the approved definition is %s."
                        .formatted(shorten(definition), shorten(approved)),
                "Effect: the tool is not called. Attempts that need it are retried later.",
                "Remedy: review the new definition. Approve it with POST /api/v1/tools/%s/approve, or repair the server."
                        .formatted(tool));
    }

    private static String shorten(String hash) {
        return hash.length() > HASH_CHARS ? hash.substring(0, HASH_CHARS) + "…" : hash;
    }

    /** Returns the two largest units: {@code 2h 5m}, {@code 4m 30s}, {@code 12s}. */
    private static String format(Duration duration) {
        if (duration.toDays() > 0) {
            return "%dd %dh".formatted(duration.toDays(), duration.toHoursPart());
        }
        if (duration.toHours() > 0) {
            return "%dh %dm".formatted(duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return "%dm %ds".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%ds".formatted(Math.max(0, duration.toSeconds()));
    }
}
