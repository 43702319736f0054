// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Task;
import java.time.Instant;

/** Factory of assignments for tests: to agent {@code alpha}, with a deadline one minute after noon. */
public final class Assignments {

    public static final Instant NOW = Samples.NOON;
    public static final AgentName ALPHA = new AgentName("alpha");

    private Assignments() {}

    public static Assignment of(Task task) {
        return of(task, 1);
    }

    public static Assignment of(Task task, int epoch) {
        return Assignment.of(task, new AttemptRef(ALPHA, epoch, epoch), NOW, NOW.plusSeconds(60));
    }

    public static Assignment withPayload(String payload) {
        return of(Samples.aTask().payload(payload).build());
    }

    public static Assignment any() {
        return of(Samples.aTask().build());
    }
}
