// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TaskCommandsTest {

    private static final String QUEUED = "{\"task_id\":\"tsk_1\",\"status\":\"queued\",\"assigned_agent\":\"maya\"}";
    private static final String COMPLETED =
            "{\"task_id\":\"tsk_1\",\"status\":\"completed\",\"result\":{\"success\":true,\"output\":{\"words\":3}}}";

    private final CapturedConsole captured = CapturedConsole.pipe();
    private FakePulser pulser;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    @Test
    void submitsATypeWithItsPayloadAndOptions() {
        pulser.answering("POST /api/v1/tasks", 202, QUEUED);

        var code =
                run(submit(""), "documentation", "{\"a\":1}", "--priority", "high", "--requester", "me", "--key", "k");

        assertThat(code).isZero();
        assertThat(pulser.requests())
                .containsExactly(
                        "POST /api/v1/tasks prefer=null key=k "
                                + "{\"task_type\":\"documentation\",\"payload\":{\"a\":1},\"priority\":\"high\",\"requester\":\"me\"}");
        assertThat(captured.out()).contains("task_id").contains("tsk_1").contains("maya");
    }

    @Test
    void readsThePayloadFromAFileOrFromStandardInput() throws IOException {
        pulser.answering("POST /api/v1/tasks", 202, QUEUED);
        var file = Files.writeString(folder.resolve("payload.json"), "{\"from\":\"file\"}");

        run(submit(""), "analytics", "@" + file);
        run(submit("{\"from\":\"input\"}"), "analytics", "-");

        assertThat(pulser.requests())
                .satisfiesExactly(
                        first -> assertThat(first).contains("{\"from\":\"file\"}"),
                        second -> assertThat(second).contains("{\"from\":\"input\"}"));
    }

    @Test
    void waitsForTheEndAndShowsTheResult() {
        pulser.answering("POST /api/v1/tasks", 202, QUEUED)
                .answering("GET /api/v1/tasks/tsk_1", 200, QUEUED)
                .answering("GET /api/v1/tasks/tsk_1", 200, COMPLETED);

        var code = run(submit(""), "documentation", "--wait=5", "-o", "json");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("\"words\" : 3");
    }

    @ParameterizedTest
    @CsvSource({"failed", "cancelled", "expired"})
    void endsWithOneWhenTheTaskDidNotComplete(String status) {
        pulser.answering("GET /api/v1/tasks/tsk_1", 200, QUEUED.replace("queued", status));

        assertThat(run(new GetTaskCommand(captured.console()), "tsk_1", "--wait=5"))
                .isEqualTo(1);
    }

    @Test
    void endsWithOneWhenTheTaskDoesNotEndInTime() {
        pulser.answering("GET /api/v1/tasks/tsk_1", 200, QUEUED);

        assertThat(run(new GetTaskCommand(captured.console()), "tsk_1", "--wait=1"))
                .isEqualTo(1);
        assertThat(captured.out()).contains("queued");
    }

    @Test
    void showsTheEventsOfATask() {
        pulser.answering("GET /api/v1/tasks/tsk_1/events", 200, """
                {"events":[{"seq":0,"at":"2026-01-01T00:00:00Z","status":"queued","agent":"maya"},
                 {"seq":1,"at":"2026-01-01T00:00:01Z","status":"failed","agent":"maya","code":"timeout","reason":"too slow"}]}
                """);

        run(new GetTaskCommand(captured.console()), "tsk_1", "--events");

        assertThat(captured.out().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("failed")
                .endsWith("timeout too slow");
    }

    @Test
    void listsWithFiltersAndPrintsTheCursorOfTheNextPage() {
        pulser.answering("GET /api/v1/tasks?status=failed&agent=maya&limit=2", 200, """
                {"tasks":[{"task_id":"tsk_1","status":"failed","created_at":"2026-01-01T00:00:00Z",
                 "completed_at":"2026-01-01T00:00:01.5Z"}],"next_cursor":"abc"}
                """);

        var code =
                run(new ListTasksCommand(captured.console()), "--status", "failed", "--agent", "maya", "--limit", "2");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("tsk_1").contains("1.500 s");
        assertThat(captured.err()).contains("--cursor abc");
    }

    @Test
    void submitsLabelsAndFiltersByThem() {
        pulser.answering("POST /api/v1/tasks", 202, QUEUED)
                .answering("GET /api/v1/tasks?label=team%3Ddata&label=env%3Dprod&limit=20", 200, "{\"tasks\":[]}");

        assertThat(run(submit(""), "analytics", "{}", "--label", "team=data", "--label", "env=prod"))
                .isZero();
        assertThat(run(new ListTasksCommand(captured.console()), "--label", "team=data", "-l", "env=prod"))
                .isZero();

        assertThat(pulser.requests()).first().asString().contains("\"labels\":{\"team\":\"data\",\"env\":\"prod\"}");
    }

    @Test
    void showsTheLabelsOfATask() {
        pulser.answering("GET /api/v1/tasks/tsk_1", 200, QUEUED.replace("}", ",\"labels\":{\"team\":\"data\"}}"));

        run(new GetTaskCommand(captured.console()), "tsk_1");

        assertThat(captured.out()).contains("labels").contains("\"team\" : \"data\"");
    }

    private SubmitTaskCommand submit(String input) {
        return new SubmitTaskCommand(
                captured.console(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private int run(Callable<Integer> command, String... words) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    throw failure;
                })
                .execute(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(words), java.util.stream.Stream.of("--url", pulser.url()))
                        .toArray(String[]::new));
    }
}
