// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.bench.ToolCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExampleTasksTest {

    static final Path FILE = Path.of("..", "tasks.jsonl");

    private final List<JsonNode> tasks =
            ExampleTasks.lines().stream().map(ToolCalls::json).toList();

    @Test
    void matchTheGeneratedFile() throws IOException {
        assertThat(Files.readAllLines(FILE)).isEqualTo(ExampleTasks.lines());
        assertThat(Files.size(FILE)).isLessThan(400_000);
    }

    @Test
    void coverEveryTypeAndPriorityInEachThirdOfTheFile() {
        assertThat(tasks).hasSize(1_000);
        for (var third : List.of(tasks.subList(0, 333), tasks.subList(333, 666), tasks.subList(666, 1_000))) {
            assertThat(third)
                    .extracting(task -> task.path("task_type").asText())
                    .contains(
                            "analytics",
                            "documentation",
                            "testing",
                            "data_pipeline",
                            "infrastructure",
                            "skills_mining",
                            "orchestration");
            assertThat(third)
                    .extracting(task -> task.path("priority").asText())
                    .contains("critical", "high", "medium", "low");
        }
    }

    @Test
    void haveFourFieldsOnly() {
        assertThat(tasks)
                .allSatisfy(task -> assertThat(task.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly("task_type", "priority", "payload", "requester"));
    }

    @Test
    void haveOneToThreeCallsOfEveryTool() {
        assertThat(tasks).allSatisfy(task -> assertThat(callsOf(task)).hasSizeBetween(1, 3));
        assertThat(tasks.stream()
                        .flatMap(ExampleTasksTest::callsOf)
                        .map(call -> call.path("tool").asText())
                        .distinct())
                .hasSize(13);
    }

    static Stream<JsonNode> callsOf(JsonNode task) {
        var payload = task.path("payload");
        return payload.has("calls") ? payload.path("calls").valueStream() : Stream.of(payload);
    }
}
