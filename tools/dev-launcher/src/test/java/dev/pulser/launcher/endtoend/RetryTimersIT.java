// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.launcher.service.PulserService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Retry timers of a thousand tasks while routing-streams is killed, measured by the clock of the agent. */
@ExtendWith(PulserStack.Shared.class)
class RetryTimersIT {

    private static final int TASKS = 1_000;
    private static final String TYPE = "fail_once_work";

    /** Delay of the second attempt, as in docs/promises.md. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final Duration LATE = Duration.ofSeconds(5);

    /** Long enough that the service is back before such a timer expires; the others expire while it is down. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(16);

    @Test
    void expireInTimeAlthoughTheirServiceIsKilled(PulserStack pulser) throws IOException, InterruptedException {
        try (var agent = FailOnceAgent.of(TASKS, RETRY_AFTER)) {
            pulser.define(anAgent("fail_once")
                    .homeOf(TYPE)
                    .capacity(TASKS)
                    .idempotent()
                    .at(agent.address())
                    .build());
            submit(pulser);
            await().atMost(TaskApi.TIMEOUT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> in(pulser, agent, TaskState.RETRYING).size() == TASKS);

            var routing = pulser.launcher().service(PulserService.ROUTING);
            routing.kill();
            var callsAtTheKill = count(agent);
            routing.start();
            var back = System.nanoTime();

            await().atMost(TaskApi.TIMEOUT)
                    .until(() -> in(pulser, agent, TaskState.COMPLETED).size() == TASKS);
            assertThat(callsAtTheKill)
                    .as("calls before the kill: most timers had not expired yet")
                    .isBetween(TASKS, TASKS + TASKS / 2);
            assertThat(agent.calls()).hasSize(TASKS);
            assertThat(agent.calls().values()).allSatisfy(calls -> assertInTime(calls, back));
            assertThat(in(pulser, agent, TaskState.COMPLETED)).doesNotHaveDuplicates();
        }
    }

    private static void submit(PulserStack pulser) {
        var tasks = IntStream.range(0, TASKS)
                .mapToObj("{\"task_type\":\"%s\",\"payload\":{\"number\":%%d}}".formatted(TYPE)::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(pulser.api().post("/api/v1/tasks/batch", tasks).statusCode()).isEqualTo(202);
    }

    /** Asserts that the second call came after its delay and soon after it, or soon after the service was back. */
    private static void assertInTime(List<FailOnceAgent.Call> calls, long back) {
        assertThat(calls).hasSize(2);
        var first = calls.getFirst();
        var second = calls.getLast();
        assertThat(second.received()).isGreaterThanOrEqualTo(first.answered() + longer(first.retryAfter(), SHORTEST));
        var planned = first.answered() + longer(first.retryAfter(), LONGEST);
        assertThat(second.received()).isLessThanOrEqualTo(Math.max(planned, back) + LATE.toNanos());
    }

    private static long longer(Duration retryAfter, Duration pause) {
        return Math.max(retryAfter.toNanos(), pause.toNanos());
    }

    /** Returns the ids of the agent's tasks that reached this state, one entry for each time. */
    private static List<String> in(PulserStack pulser, FailOnceAgent agent, TaskState state) {
        return TopicReader.taskEvents(pulser).stream()
                .filter(event -> event.state() == state)
                .map(TaskEvent::id)
                .map(id -> id.value())
                .filter(agent.calls()::containsKey)
                .toList();
    }

    private static int count(FailOnceAgent agent) {
        return agent.calls().values().stream().mapToInt(List::size).sum();
    }
}
