// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** First steps of the README. */
@ExtendWith(PulserStack.Shared.class)
class FirstTaskIT {

    @Test
    void isRoutedToMayaAndReturnsTheOutputOfATool(PulserStack pulser) throws IOException {
        var body = Files.readString(ProjectLayout.find().firstTask());

        var answer = pulser.api().post("/api/v1/tasks", body);

        assertThat(answer.statusCode()).isEqualTo(202);
        var receipt = TaskApi.read(answer);
        assertThat(receipt.path("assigned_agent").asText()).isEqualTo("maya");
        assertThat(receipt.path("priority").asText()).isEqualTo("high");
        assertThat(receipt.path("status").asText()).isEqualTo("queued");
        var task = pulser.api().awaitEnd(receipt.path("task_id").asText());
        assertThat(task.path("status").asText()).as(task.toPrettyString()).isEqualTo("completed");
        assertThat(task.path("result").path("success").asBoolean()).isTrue();
        assertThat(task.path("result").path("output").toString()).contains("heading");
    }

    @Test
    void hasAnEventForEachStep(PulserStack pulser) throws IOException {
        var id = pulser.api().submit(Files.readString(ProjectLayout.find().firstTask()));
        pulser.api().awaitEnd(id);

        var events = TaskEvents.task(pulser, id, 3);

        assertThat(events)
                .extracting(event -> event.path("status").asText())
                .containsExactly("queued", "running", "completed");
        assertThat(events).extracting(event -> event.path("seq").asInt()).containsExactly(0, 1, 2);
    }

    @Test
    void isCompletedInTheResponseWithPreferWait(PulserStack pulser) throws IOException {
        var body = Files.readString(ProjectLayout.find().firstTask());

        var answer = pulser.api().post("/api/v1/tasks", body, "Prefer", "wait=20");

        assertThat(TaskApi.read(answer).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void isCreatedOncePerIdempotencyKey(PulserStack pulser) {
        var body = "{\"task_type\":\"testing\",\"payload\":{\"tool\":\"echo\",\"arguments\":{\"message\":\"once\"}}}";
        var other = body.replace("once", "twice");

        var first = pulser.api().post("/api/v1/tasks", body, "Idempotency-Key", "endtoend-1");
        var again = pulser.api().post("/api/v1/tasks", body, "Idempotency-Key", "endtoend-1");
        var mismatch = pulser.api().post("/api/v1/tasks", other, "Idempotency-Key", "endtoend-1");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(TaskApi.read(again).path("task_id"))
                .isEqualTo(TaskApi.read(first).path("task_id"));
        assertThat(mismatch.statusCode()).isEqualTo(422);
        assertThat(mismatch.body()).contains("idempotency-mismatch");
        var id = TaskApi.read(first).path("task_id").asText();
        assertThat(pulser.api().awaitEnd(id).path("status").asText()).isEqualTo("completed");
    }
}
