// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisTaskHashTest {

    private final Task task = aTask().build();

    private Map<String, String> fields(String... more) {
        var fields = new HashMap<>(Map.of(
                "task_id", task.id().value(),
                "company", "default",
                "status", "running",
                "seq", "1",
                "attempt", "2",
                "created_at", "2026-01-31T12:00:00Z",
                "error_code", "null"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private Optional<TaskSnapshot> read(Map<String, String> fields) {
        return new RedisTaskHash(task.company(), task.id(), fields).snapshot();
    }

    @Test
    void readsAllFields() {
        var snapshot = read(fields("result", "null", "assigned_agent", "maya", "labels", "{\"team\":\"data\"}"))
                .orElseThrow();

        assertThat(snapshot.state()).isEqualTo(TaskState.RUNNING);
        assertThat(snapshot.seq()).isEqualTo(1);
        assertThat(snapshot.status().attempts()).isEqualTo(2);
        assertThat(snapshot.result().output()).isNull();
        assertThat(snapshot.result().errorCode()).isNull();
        assertThat(snapshot.submitted().type()).isNull();
        assertThat(snapshot.submitted().labels()).isEqualTo(Map.of("team", "data"));
    }

    @Test
    void isEmptyForAnIncompleteHash() {
        var withoutStart = fields();
        withoutStart.remove("created_at");

        assertThat(read(withoutStart)).isEmpty();
        assertThat(read(fields("result_omitted", "true"))).isEmpty();
    }

    @Test
    void rejectsAnotherFormat() {
        assertThatThrownBy(() -> read(fields("task_id", "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(fields("company", "other"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(fields("seq", "many"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(fields("labels", "{"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(fields("started_at", "soon"))).isInstanceOf(IllegalArgumentException.class);
    }
}
