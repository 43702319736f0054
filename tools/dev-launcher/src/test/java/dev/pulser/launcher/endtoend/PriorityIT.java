// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PulserStack.Shared.class)
class PriorityIT {

    @Test
    void startsACriticalTaskBeforeAThousandWaitingLowOnes(PulserStack pulser) throws IOException, InterruptedException {
        try (var agent = PermitAgent.blocked()) {
            pulser.define(anAgent("narrow")
                    .homeOf("narrow_work")
                    .capacity(1)
                    .at(agent.address())
                    .build());
            var low = IntStream.range(0, 1_000)
                    .mapToObj(i -> task("narrow_work", "low", i))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(pulser.api().post("/api/v1/tasks/batch", low).statusCode())
                    .isEqualTo(202);
            await().until(() -> agent.inWork() == 1);
            awaitWaiting(pulser, 999);

            var critical = pulser.api().submit(task("narrow_work", "critical", -1));
            TaskEvents.task(pulser, critical, 1);
            agent.allow(1);

            await().until(() -> agent.calls().size() >= 2);
            assertThat(agent.calls().get(1)).isEqualTo(critical);
            agent.allow(1_000);
            await().atMost(TaskApi.TIMEOUT).until(() -> agent.calls().size() == 1_001);
            assertThat(agent.maxInWork()).isEqualTo(1);
        }
    }

    @Test
    void completesAHundredTasksWithinTwoSeconds(PulserStack pulser)
            throws IOException, InterruptedException, ExecutionException {
        try (var agent = PermitAgent.answering();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pulser.define(anAgent("wide")
                    .homeOf("wide_work")
                    .capacity(100)
                    .at(agent.address())
                    .build());
            for (int round = 0; round < 5; round++) {
                completeAHundred(pulser, threads); // warm-up of the seven processes
            }

            long start = System.nanoTime();
            completeAHundred(pulser, threads);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(agent.calls()).hasSize(600).doesNotHaveDuplicates();
        }
    }

    private static void completeAHundred(PulserStack pulser, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        var hundred = IntStream.range(0, 100)
                .<Callable<String>>mapToObj(i -> () -> pulser.api().submit(task("wide_work", "medium", i)))
                .toList();
        for (var id : threads.invokeAll(hundred)) {
            assertThat(pulser.api().awaitEnd(id.get()).path("status").asText()).isEqualTo("completed");
        }
    }

    private static void awaitWaiting(PulserStack pulser, int count) {
        await().atMost(TaskApi.TIMEOUT).until(() -> {
            try (var database = pulser.database();
                    var rows = database.createStatement()
                            .executeQuery("select count(*) from pulser.task_queue"
                                    + " where task_type = 'narrow_work' and status = 'queued'")) {
                rows.next();
                return rows.getInt(1) == count;
            }
        });
    }

    private static String task(String type, String priority, int number) {
        return "{\"task_type\":\"%s\",\"priority\":\"%s\",\"payload\":{\"number\":%d}}"
                .formatted(type, priority, number);
    }
}
