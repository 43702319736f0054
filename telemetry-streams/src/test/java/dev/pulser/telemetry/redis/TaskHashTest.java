// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Events.completed;
import static dev.pulser.telemetry.sample.Events.failed;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.Usage;
import dev.pulser.telemetry.task.TaskUpdate;
import org.junit.jupiter.api.Test;

class TaskHashTest {

    private static final int LIMIT = 10;

    private final Task task = aTask().of("acme").build();

    @Test
    void belongsToItsCompany() {
        assertThat(hash(queued(task)).key()).isEqualTo("pulser:task:acme:" + task.id());
    }

    @Test
    void holdsNothingThatItsEventsDoNotSay() {
        assertThat(hash(running(task, 1, 1)).fields())
                .containsOnlyKeys(
                        "task_id",
                        "company",
                        "status",
                        "attempts",
                        "updated_at",
                        "error",
                        "line_index",
                        "retry_at",
                        "assigned_agent",
                        "started_at");
    }

    @Test
    void saysThatATaskWhichFailedHasNoResult() {
        assertThat(hash(failed(task, 2, 1, "said \"no\"")).fields())
                .containsEntry("result", "null")
                .containsEntry("error", "{\"code\":\"agent-refused\",\"reason\":\"said \\\"no\\\"\"}");
    }

    @Test
    void saysWhatWasUsedWhereSomethingWas() {
        assertThat(hash(running(task, 1, 1).having(new Usage(10, 0, 2_500))).fields())
                .containsEntry("input_tokens", "10")
                .containsEntry("cost_micros", "2500")
                .doesNotContainKey("output_tokens");
    }

    @Test
    void holdsAResultUpToTheLimit() {
        assertThat(hash(completed(task, 2, 1, "x".repeat(LIMIT))).fields())
                .containsKey("result")
                .doesNotContainKey("result_in");
        assertThat(hash(completed(task, 2, 1, "x".repeat(LIMIT + 1))).fields())
                .containsEntry("result_in", "postgres")
                .doesNotContainKey("result");
    }

    private static TaskHash hash(TaskEvent event) {
        return TaskHash.of(TaskUpdate.of(event), LIMIT);
    }
}
