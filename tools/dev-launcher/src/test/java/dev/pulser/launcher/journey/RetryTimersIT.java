// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.launcher.service.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand timers are armed when routing-streams is killed; the agent's own watch says when each of them went off. */
@ExtendWith(Pulser.Shared.class)
class RetryTimersIT {

    private static final int TASKS = 1_000;
    private static final String TYPE = "fail_once_work";

    /** What docs/promises.md says of the second attempt. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final Duration LATE = Duration.ofSeconds(5);

    /** Long enough that the service is back before such a timer goes off; the others go off while it is away. */
    private static final Duration WISH = Duration.ofSeconds(16);

    @Test
    void goOffInTimeThoughTheirServiceIsKilled(Pulser pulser) throws IOException, InterruptedException {
        try (var agent = FailingOnceAgent.of(TASKS, WISH)) {
            pulser.define(anAgent("fail_once")
                    .homeOf(TYPE)
                    .capacity(TASKS)
                    .idempotent()
                    .at(agent.address())
                    .build());
            submit(pulser);
            await().atMost(TaskApi.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> in(pulser, agent, TaskState.RETRYING).size() == TASKS);

            var routing = pulser.launcher().service(Service.ROUTING);
            routing.kill();
            var callsAtTheKill = count(agent);
            routing.start();
            var back = System.nanoTime();

            await().atMost(TaskApi.PATIENCE)
                    .until(() -> in(pulser, agent, TaskState.COMPLETED).size() == TASKS);
            assertThat(callsAtTheKill)
                    .as("calls before the kill: nearly every timer was still to go off, however slow the machine")
                    .isBetween(TASKS, TASKS + TASKS / 2);
            assertThat(agent.calls()).hasSize(TASKS);
            assertThat(agent.calls().values()).allSatisfy(calls -> assertInTime(calls, back));
            assertThat(in(pulser, agent, TaskState.COMPLETED)).doesNotHaveDuplicates();
        }
    }

    private static void submit(Pulser pulser) {
        var tasks = IntStream.range(0, TASKS)
                .mapToObj("{\"task_type\":\"%s\",\"payload\":{\"number\":%%d}}".formatted(TYPE)::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(pulser.api().post("/api/v1/tasks/batch", tasks).statusCode()).isEqualTo(202);
    }

    /** Not before its pause is over; and soon after it, or, where the service was away then, after that is back. */
    private static void assertInTime(List<FailingOnceAgent.Call> calls, long back) {
        assertThat(calls).hasSize(2);
        var first = calls.getFirst();
        var second = calls.getLast();
        assertThat(second.came()).isGreaterThanOrEqualTo(first.answered() + longer(first.wish(), SHORTEST));
        var planned = first.answered() + longer(first.wish(), LONGEST);
        assertThat(second.came()).isLessThanOrEqualTo(Math.max(planned, back) + LATE.toNanos());
    }

    private static long longer(Duration wish, Duration pause) {
        return Math.max(wish.toNanos(), pause.toNanos());
    }

    /** The agent's tasks that have come to this state, one entry for each time. */
    private static List<String> in(Pulser pulser, FailingOnceAgent agent, TaskState state) {
        return Events.all(pulser).stream()
                .filter(event -> event.state() == state)
                .map(TaskEvent::id)
                .map(id -> id.value())
                .filter(agent.calls()::containsKey)
                .toList();
    }

    private static int count(FailingOnceAgent agent) {
        return agent.calls().values().stream().mapToInt(List::size).sum();
    }
}
