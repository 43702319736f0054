// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.cli.deadletter.ReplayDeadLettersCommand;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

@ExtendWith(PulserStack.Shared.class)
class DeadLetterReplayIT {

    private static final String TYPE = "rejected_work";
    private static final int DEAD_LETTERS = 300;

    @Test
    void createsOneTaskPerDeadLetterWhenTwoReplaysRunAtOnce(PulserStack pulser)
            throws IOException, InterruptedException, ExecutionException {
        try (var agent = new RejectingAgent();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pulser.define(anAgent("rejecting")
                    .homeOf(TYPE)
                    .capacity(32)
                    .at(agent.address())
                    .build());
            var failed = submit(pulser);
            await().atMost(TaskApi.TIMEOUT).until(() -> open(pulser) == DEAD_LETTERS);
            agent.accept();
            var first = CapturedConsole.pipe();
            var second = CapturedConsole.pipe();

            var one = threads.submit(() -> replay(pulser, first));
            var other = threads.submit(() -> replay(pulser, second));

            assertThat(one.get()).as(first.err()).isZero();
            assertThat(other.get()).as(second.err()).isZero();
            assertThat(first.err()).contains("of 300");
            await().atMost(TaskApi.TIMEOUT).until(() -> agent.done().size() >= DEAD_LETTERS && open(pulser) == 0);
            var replayed = replays(pulser);
            assertThat(replayed).extracting(Task::replayOf).containsExactlyInAnyOrderElementsOf(failed);
            assertThat(agent.done())
                    .containsExactlyInAnyOrderElementsOf(
                            replayed.stream().map(task -> task.id().value()).toList());

            var third = CapturedConsole.pipe();
            assertThat(replay(pulser, third)).isZero();
            assertThat(third.err()).contains("No open dead letter matches.");
        }
    }

    private static List<TaskId> submit(PulserStack pulser) {
        var tasks = IntStream.range(0, DEAD_LETTERS)
                .mapToObj("{\"task_type\":\"rejected_work\",\"payload\":{\"number\":%d}}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        var answer = TaskApi.read(pulser.api().post("/api/v1/tasks/batch", tasks));
        return answer.findValuesAsText("task_id").stream().map(TaskId::new).toList();
    }

    private static int replay(PulserStack pulser, CapturedConsole console) {
        return new CommandLine(new ReplayDeadLettersCommand(console.console(), InputStream.nullInputStream()))
                .execute("--url", pulser.launcher().addresses().rest(), "--type", TYPE, "--rate", "200/s", "--yes");
    }

    private static int open(PulserStack pulser) {
        JsonNode counted = TaskApi.read(
                pulser.api().post("/api/v1/dead-letters/replay", "{\"type\":\"%s\",\"dry_run\":true}".formatted(TYPE)));
        return counted.path("matched").asInt();
    }

    private static List<Task> replays(PulserStack pulser) {
        return TopicReader.taskEvents(pulser).stream()
                .map(TaskEvent::task)
                .filter(Objects::nonNull)
                .filter(task -> task.type().name().equals(TYPE) && task.replayOf() != null)
                .toList();
    }
}
