// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.api.PulserClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskPollerTest {

    private static final String OLD =
            "{\"task_id\":\"tsk_1\",\"status\":\"%s\",\"created_at\":\"2026-01-01T00:00:00Z\"}";
    private static final String NEW =
            "{\"task_id\":\"tsk_%d\",\"status\":\"completed\",\"created_at\":\"2026-01-01T00:00:0%dZ\"}";

    @Test
    void returnsAllTasksCreatedSinceTheLastPollAndAllUnfinishedOnes() throws IOException {
        try (var pulser = FakePulser.start()) {
            var newest = "GET /api/v1/tasks?limit=100";
            var since = "GET /api/v1/tasks?limit=500&from=2026-01-01T00%3A00%3A00Z";
            pulser.answering(newest, 200, page(OLD.formatted("running"), null))
                    .answering(since, 200, page(NEW.formatted(3, 3), "more"))
                    .answering(
                            since + "&cursor=more",
                            200,
                            page(NEW.formatted(2, 2) + "," + OLD.formatted("completed"), null))
                    .answering(newest, 200, page(NEW.formatted(3, 3) + "," + NEW.formatted(9, 1), null));
            var poller = new TaskPoller(PulserClient.at(pulser.url()));

            assertThat(poller.tasks()).hasSize(1);
            assertThat(poller.tasks())
                    .extracting(task -> task.path("task_id").asText())
                    .containsExactly("tsk_3", "tsk_2", "tsk_9", "tsk_1");
        }
    }

    private static String page(String tasks, @Nullable String cursor) {
        return "{\"tasks\":[%s],\"next_cursor\":%s}".formatted(tasks, cursor == null ? "null" : '"' + cursor + '"');
    }
}
