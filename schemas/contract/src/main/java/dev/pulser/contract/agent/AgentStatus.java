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
        List<Line> lines) {

    public AgentStatus {
        pausedCompanies = List.copyOf(pausedCompanies);
        lines = List.copyOf(lines);
    }

    /**
     * Tasks of one class and one company that wait, first come first served. What was cancelled within it is counted until
     * its turn comes.
     *
     * @param head line index of the task that is next
     * @param tail line index that the next arrival will get
     */
    public record Line(Priority priority, Company company, long head, long tail) {}
}
