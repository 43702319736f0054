// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.cli.console.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulserClientTest {

    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    @Test
    void submitsATaskWithItsKeyAndTimeToWait() {
        pulser.answering("POST /api/v1/tasks", 202, "{\"task_id\":\"tsk_1\"}");

        var answer = client().submit("{\"a\":1}", Optional.of("k"), Optional.of(Duration.ofSeconds(7)));

        assertThat(answer.path("task_id").asText()).isEqualTo("tsk_1");
        assertThat(pulser.requests()).containsExactly("POST /api/v1/tasks prefer=wait=7 key=k {\"a\":1}");
    }

    @Test
    void encodesQueryParameters() {
        pulser.answering("GET /api/v1/tasks?text=a+%26+b%3D", 200, "{\"tasks\":[]}");

        assertThat(client().tasks(new QueryParameters().with("text", "a & b=")).path("tasks"))
                .isEmpty();
    }

    @Test
    void describesAProblemInOneLine() {
        pulser.answering(
                "GET /api/v1/tasks/x",
                400,
                "{\"title\":\"Invalid id\",\"detail\":\"a task id is tsk_ and 32 hex digits\",\"correlation_id\":\"c-1\"}");

        assertThatThrownBy(() -> client().task("x", Optional.empty()))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid id: a task id is tsk_ and 32 hex digits (400, correlation id c-1)");
    }

    @Test
    void describesEveryValidationErrorOfATask() {
        pulser.answering("POST /api/v1/tasks", 422, """
                {"title":"Invalid task","detail":"2 validation errors","errors":[
                  {"code":"field-required","field":"/task_type","detail":"is missing"},
                  {"code":"field-range","field":"/priority","detail":"is one of critical, high, medium, low"}]}
                """);

        assertThatThrownBy(() -> client().submit("{}", Optional.empty(), Optional.empty()))
                .hasMessage("""
                        Invalid task: 2 validation errors (422)
                          /task_type: is missing
                          /priority: is one of critical, high, medium, low""");
    }

    @Test
    void quotesOtherResponsesWithoutControlCharacters() {
        pulser.answering("GET /health", 502, "text/html", "<b>bad\u001b[2J\r\ngateway</b>" + "x".repeat(5000));

        assertThatThrownBy(() -> client().health())
                .hasMessageStartingWith("HTTP status 502: <b>bad [2J gateway</b>xxx")
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void reportsAServerThatIsNotPulser() {
        pulser.answering("GET /health", 200, "text/html", "<html>");

        assertThatThrownBy(() -> client().health()).hasMessageContaining("is not Pulser");
    }

    @Test
    void suggestsHowToReachPulserWhenNothingResponds() throws IOException {
        var unreachable = PulserClient.at(FakePulser.unusedUrl());

        assertThatThrownBy(unreachable::health)
                .hasMessageContaining("./pulser up")
                .hasMessageContaining("--url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://host", "http://", "http://a b"})
    void refusesInvalidUrls(String url) {
        assertThatThrownBy(() -> PulserClient.at(url))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("http://127.0.0.1:8000");
    }

    private PulserClient client() {
        return PulserClient.at(pulser.url() + "/");
    }
}
