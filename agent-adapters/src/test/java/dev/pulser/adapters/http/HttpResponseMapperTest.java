// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.web.ResponseBody;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseMapperTest {

    private final HttpResponseMapper answers = new HttpResponseMapper(InstantSource.fixed(Assignments.NOW));

    @ParameterizedTest
    @CsvSource({
        "204, Permanent, bad-response",
        "202, Permanent, bad-response",
        "206, Permanent, bad-response",
        "301, Permanent, agent-redirects",
        "307, Permanent, agent-redirects",
        "400, Permanent, agent-refused",
        "401, Permanent, agent-refused",
        "404, Permanent, agent-refused",
        "418, Permanent, agent-refused",
        "408, Transient, agent-unavailable",
        "425, Transient, agent-unavailable",
        "429, Transient, agent-unavailable",
        "500, Transient, agent-unavailable",
        "503, Transient, agent-unavailable",
        "999, Ambiguous, bad-response",
    })
    void mapsEveryStatus(int status, String kind, String code) {
        var failure = failure(answer(status, Map.of(), "{\"any\":1}"));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).contains("alpha").contains(Integer.toString(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 203})
    void returnsJsonAsTheResult(int status) {
        assertThat(answer(status, Map.of(), " {\"a\": 1.50}\n"))
                .isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":{\"a\": 1.50}}"));
    }

    @Test
    void returnsPlainTextAsAString() {
        assertThat(answer(200, Map.of("Content-Type", "text/plain; charset=utf-8"), "all \"good\""))
                .isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":\"all \\\"good\\\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "{\"cut\":", "{} {}", "ok"})
    void reportsMalformedJsonAsBadResponse(String body) {
        var failure = failure(answer(200, Map.of("Content-Type", "application/json"), body));

        assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
        assertThat(failure.code()).isEqualTo("bad-response");
    }

    @Test
    void reportsInvalidUtf8AsBadResponse() {
        var body = new ResponseBody.Complete(java.nio.ByteBuffer.wrap(new byte[] {'"', (byte) 0xff, '"'}));

        assertThat(failure(answers.outcome(Assignments.ALPHA, 200, headers(Map.of()), body))
                        .code())
                .isEqualTo("bad-response");
    }

    @Test
    void reportsACompressedBodyAsBadResponse() {
        assertThat(failure(answer(200, Map.of("Content-Encoding", "gzip"), "{}"))
                        .reason())
                .contains("gzip");
    }

    @Test
    void reportsAnErrorMemberAsFailure() {
        assertThat(failure(answer(200, Map.of(), "{\"error\":{\"message\":\"no\"}}")))
                .isEqualTo(new Failure.Permanent("agent-error", "Agent alpha reported an error: {\"message\":\"no\"}"));
        assertThat(answer(200, Map.of(), "{\"error\":null,\"a\":1}")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void honorsRetryAfter() {
        assertThat(failure(answer(429, Map.of("Retry-After", "7"), "slow down")))
                .isEqualTo(new Failure.Transient(
                        "agent-unavailable", "Agent alpha returned HTTP 429: slow down", Duration.ofSeconds(7)));
    }

    @Test
    void replacesNulCharacters() {
        assertThat(answer(200, Map.of(), "\"a\\u0000b\""))
                .isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":\"a\\uFFFDb\"}"));
    }

    @Test
    void namesTheLimitOfABodyThatIsTooLarge() {
        var outcome = answers.outcome(Assignments.ALPHA, 200, headers(Map.of()), new ResponseBody.TooLarge(1000));

        assertThat(failure(outcome)).isInstanceOf(Failure.Permanent.class);
        assertThat(failure(outcome).reason()).contains("1000 bytes").contains("pulser.http.max-response-bytes");
    }

    private Outcome answer(int status, Map<String, String> headers, String body) {
        var whole = new ResponseBody.Complete(StandardCharsets.UTF_8.encode(body));
        return answers.outcome(Assignments.ALPHA, status, headers(headers), whole);
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        var lists = headers.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(lists, (name, value) -> true);
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
