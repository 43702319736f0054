// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.TaskEvents.completed;
import static dev.pulser.telemetry.sample.TaskEvents.failed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.Task;
import dev.pulser.telemetry.batch.TaskUpdate;
import org.junit.jupiter.api.Test;

class TaskHashTest {

    private static final int LIMIT = 10;

    private final Task task = aTask().of("acme").build();

    @Test
    void hasTheCompanyInItsKey() {
        assertThat(hash(queued(task)).key()).isEqualTo("pulser:task:acme:" + task.id());
    }

    @Test
    void containsOnlyTheFieldsOfItsEvents() {
        assertThat(hash(running(task, 1, 1)).fields())
                .containsOnlyKeys(
                        "task_id",
                        "company",
                        "status",
                        "attempt",
                        "updated_at",
                        "error_code",
                        "error_message",
                        "queue_index",
                        "retry_at",
                        "assigned_agent",
                        "started_at");
    }

    @Test
    void hasNoResultOfAFailedTask() {
        assertThat(hash(failed(task, 2, 1, "said \"no\"")).fields())
                .containsEntry("result", "null")
                .containsEntry("error_code", "agent-refused")
                .containsEntry("error_message", "said \"no\"");
    }

    @Test
    void containsUsageAboveZero() {
        assertThat(hash(running(task, 1, 1).withUsage(new Usage(10, 0, 2_500))).fields())
                .containsEntry("input_tokens", "10")
                .containsEntry("cost_micros", "2500")
                .doesNotContainKey("output_tokens");
    }

    @Test
    void containsAResultUpToTheLimit() {
        assertThat(hash(completed(task, 2, 1, "x".repeat(LIMIT))).fields())
                .containsKey("result")
                .doesNotContainKey("result_omitted");
        assertThat(hash(completed(task, 2, 1, "x".repeat(LIMIT + 1))).fields())
                .containsEntry("result_omitted", "true")
                .doesNotContainKey("result");
    }

    private static TaskHash hash(TaskEvent event) {
        return TaskHash.of(TaskUpdate.of(event), LIMIT);
    }
}
