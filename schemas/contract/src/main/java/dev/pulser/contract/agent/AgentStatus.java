// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane, counted by itself: at most once a second, when something changed.
 *
 * @param capacity        attempts at a time; 0 for an agent that nobody defines any more
 * @param running         attempts in work
 * @param waiting         tasks that wait for their turn
 * @param retrying        tasks that wait for their next attempt to be due
 * @param paused          whether the agent starts no attempts until it is resumed
 * @param pausedCompanies whose tasks wait until the company is resumed
 * @param meanAttempt     how long an attempt takes, recent ones counting more; null before the first has ended
 * @param lines           every line that is not empty, most urgent first, then by company
 * @param health          of the agent, as all adapters together find it
 * @param hold            why nothing is started though the agent has room: {@code unhealthy}, {@code rate-limit} or
 *     {@code budget}; null where nothing holds it
 * @param spending        in the running period of its budget: of all companies, then of each that has spent
 */
public record AgentStatus(
        AgentName agent,
        Instant at,
        int capacity,
        int running,
        long waiting,
        long retrying,
        boolean paused,
        List<Company> pausedCompanies,
        @Nullable Duration meanAttempt,
        List<Line> lines,
        AgentHealth health,
        @Nullable String hold,
        List<Spending> spending) {

    public AgentStatus {
        pausedCompanies = List.copyOf(pausedCompanies);
        lines = List.copyOf(lines);
        spending = List.copyOf(spending);
    }

    /** A lane of whose agent nobody knows how it is, and that spends nothing. */
    public AgentStatus(
            AgentName agent,
            Instant at,
            int capacity,
            int running,
            long waiting,
            long retrying,
            boolean paused,
            List<Company> pausedCompanies,
            @Nullable Duration meanAttempt,
            List<Line> lines) {
        this(
                agent,
                at,
                capacity,
                running,
                waiting,
                retrying,
                paused,
                pausedCompanies,
                meanAttempt,
                lines,
                AgentHealth.UNKNOWN,
                null,
                List.of());
    }

    /** The same, said at another time. */
    public AgentStatus at(Instant time) {
        return new AgentStatus(
                agent,
                time,
                capacity,
                running,
                waiting,
                retrying,
                paused,
                pausedCompanies,
                meanAttempt,
                lines,
                health,
                hold,
                spending);
    }

    /**
     * Money spent with this agent, in millionths of a US dollar.
     *
     * @param company        null: all together
     * @param reservedMicros set aside for attempts in work
     * @param limitMicros    null where there is none
     */
    public record Spending(
            @Nullable Company company,
            Instant periodStart,
            long spentMicros,
            long reservedMicros,
            @Nullable Long limitMicros) {}

    /**
     * Tasks of one class and one company that wait, first come first served. What was cancelled within it is counted until
     * its turn comes.
     *
     * @param head line index of the task that is next
     * @param tail line index that the next arrival will get
     */
    public record Line(Priority priority, Company company, long head, long tail) {}
}
