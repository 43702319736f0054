// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.json.RawJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=10 | 10
            respond-async, wait=5 | 5
            respond-async;wait=5 | 5
            wait = "7" | 7
            wait=0 | 0
            wait=3600 | 60
            """)
    void readsTheWaitOfTheClient(String header, int seconds) {
        assertThat(WaitPreference.of(List.of(header))).contains(new WaitPreference(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "respond-async", "wait", "wait=soon", "wait=-1", "await=3", "wait=1.5", "wait=99999999999"})
    void ignoresOtherPreferences(String header) {
        assertThat(WaitPreference.of(List.of(header))).isEmpty();
    }

    @Test
    void writesJsonVerbatim() throws JsonProcessingException {
        var json = new ObjectMapper().writeValueAsString(Map.of("r", new RawJson("{\"n\": 1.10}")));

        assertThat(json).isEqualTo("{\"r\":{\"n\": 1.10}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "nope", "1,\"x\":2", "}"})
    void writesInvalidJsonAsAString(String text) throws JsonProcessingException {
        var json = new ObjectMapper().writeValueAsString(Map.of("r", new RawJson(text)));

        assertThat(new ObjectMapper().readTree(json).path("r").asText()).isEqualTo(text);
    }

    @Test
    void showsAnAcceptedTaskAsQueued() {
        assertThat(TaskView.statusOf(TaskState.ACCEPTED)).isEqualTo("queued");
        assertThat(TaskView.statusOf(TaskState.RETRYING)).isEqualTo("retrying");
    }

    @Test
    void detectsARecentIdByItsTimestamp() {
        var id = TaskId.random(NOON, RandomGenerator.getDefault());

        assertThat(TaskProblems.isNew(id, NOON.plusSeconds(5))).isTrue();
        assertThat(TaskProblems.isNew(id, NOON.plus(TaskProblems.VISIBILITY_DELAY)))
                .isFalse();
        assertThat(TaskProblems.isNew(
                        id, NOON.minus(TaskProblems.VISIBILITY_DELAY).minusMillis(1)))
                .isFalse();
    }
}
