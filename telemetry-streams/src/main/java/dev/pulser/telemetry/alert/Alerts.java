// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.tool.ToolRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts there are: each says what happened, since when, why, what Pulser does about it, and the way out. */
public final class Alerts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final int SHOWN_OF_A_HASH = 12;

    private Alerts() {}

    /** @param takesOver the backup that what waits goes to; empty where none can */
    public static Alert unhealthy(
            AgentName agent, Instant since, Instant at, @Nullable String reason, Optional<AgentName> takesOver) {
        return Alert.of(
                AlertKind.AGENT_UNHEALTHY,
                agent,
                since,
                at,
                "Agent %s is unhealthy since %s.".formatted(agent, TIME.format(since)),
                "Why: %s".formatted(reason == null ? "its checks say no more" : Quoted.of(reason)),
                takesOver
                        .map(backup ->
                                "Pulser: gives it no tasks; those that wait are handed over to %s.".formatted(backup))
                        .orElse(
                                "Pulser: gives it no tasks; no backup can take over, so those that wait go on waiting."),
                "Way out: repair the agent, or the way to it. It is checked twice a minute and given tasks again by itself."
                        + " GET /api/v1/agents shows how it is.");
    }

    /** @param failedSince since when it had been unhealthy, where that is known */
    public static Alert back(
            AgentName agent, Instant since, Instant at, @Nullable Instant failedSince, AgentHealth now) {
        var reason = now.reason();
        var lines = new ArrayList<String>();
        lines.add("Agent %s works again since %s%s."
                .formatted(
                        agent,
                        TIME.format(since),
                        failedSince == null ? "" : ", after " + shown(Duration.between(failedSince, since))));
        if (now.state() == HealthState.DEGRADED) {
            lines.add("It is degraded: %s".formatted(reason == null ? "its checks say no more" : Quoted.of(reason)));
        }
        lines.add("Pulser: gives it tasks again.");
        return Alert.of(AlertKind.AGENT_BACK, agent, since, at, lines.toArray(String[]::new));
    }

    /**
     * @param limit how many tasks may wait before anybody is told
     * @param why   what keeps the queue from getting shorter
     */
    public static Alert deepQueue(AgentName agent, Instant since, Instant at, long waiting, long limit, String why) {
        return Alert.of(
                AlertKind.QUEUE_DEEP,
                agent,
                since,
                at,
                "More than %d tasks wait for agent %s since %s: now %d."
                        .formatted(limit, agent, TIME.format(since), waiting),
                "Why: " + why,
                "Pulser: goes on, the most urgent first; no task is lost.",
                "Way out: give the agent a larger capacity or a backup, repair or resume it, or send fewer tasks.");
    }

    /** @param breaches one sentence for each promise that is not kept */
    public static Alert serviceLevel(AgentName agent, Instant since, Instant at, List<String> breaches) {
        return Alert.of(
                AlertKind.SERVICE_LEVEL,
                agent,
                since,
                at,
                "Agent %s breaks its service level since %s.".formatted(agent, TIME.format(since)),
                "Why: " + String.join("; ", breaches),
                "Pulser: goes on giving it tasks.",
                "Way out: look at what failed (GET /api/v1/dead-letters) and at the agent's own log; or promise less.");
    }

    public static Alert quarantined(ToolRef tool, Instant since, String offered, String approved) {
        return Alert.of(
                AlertKind.TOOL_QUARANTINED,
                tool,
                since,
                since,
                "Tool %s is quarantined since %s.".formatted(tool, TIME.format(since)),
                "Why: its server offers another definition (%s) than the approved one (%s)."
                        .formatted(shortened(offered), shortened(approved)),
                "Pulser: does not call it; attempts that need it are put off.",
                "Way out: read the new definition. Where it is as it should be, POST /api/v1/tools/%s/approve; else repair the server."
                        .formatted(tool));
    }

    private static String shortened(String hash) {
        return hash.length() > SHOWN_OF_A_HASH ? hash.substring(0, SHOWN_OF_A_HASH) + "…" : hash;
    }

    /** The two largest units: {@code 2h 5m}, {@code 4m 30s}, {@code 12s}. */
    private static String shown(Duration duration) {
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
