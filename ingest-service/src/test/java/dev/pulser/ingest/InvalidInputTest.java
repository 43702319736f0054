// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid bodies, headers and queries: each gets a specific problem, and nothing is written to Kafka. */
@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class InvalidInputTest {

    private static final String TASKS = "/api/v1/tasks";
    private static final String TASK = "{\"task_type\":\"documentation\",\"payload\":{}}";

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        Agents.announce(catalog);
    }

    private static void assertProblem(HttpReply answer, int status, String slug) {
        assertThat(answer.slug()).as(answer.body()).isEqualTo(slug);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asText()).isNotEmpty();
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
        assertThat(answer.json().path("correlation_id").asText()).hasSize(32);
        assertThat(answer.body().getBytes(UTF_8).length).isLessThanOrEqualTo(2_048);
        assertThat(answer.body()).doesNotContain("Exception", "\\tat ");
    }

    static Stream<Arguments> unreadableBodies() {
        return Stream.of(
                argumentSet("empty", "", "body-missing"),
                argumentSet("truncated", "{\"task_type\":", "json-malformed"),
                argumentSet("trailing garbage", TASK + "x", "json-malformed"),
                argumentSet("two documents", TASK + TASK, "json-malformed"),
                argumentSet(
                        "too many levels",
                        payload("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                        "json-too-deep"),
                argumentSet("a million digits", payload("{\"n\":" + "9".repeat(1_000_000) + "}"), "number-too-long"),
                argumentSet("a huge exponent", payload("{\"n\":1e999999999}"), "number-too-long"),
                argumentSet("a duplicate key", "{\"agent\":\"a\",\"agent\":\"b\"}", "json-duplicate-key"),
                argumentSet("a million values", payload("{\"a\":[" + "1,".repeat(999_999) + "1]}"), "json-too-large"),
                argumentSet("a long name", payload("{\"" + "k".repeat(60_000) + "\":1}"), "json-too-large"),
                argumentSet("an unpaired surrogate", payload("{\"a\":\"\\ud800\"}"), "encoding-invalid"));
    }

    private static String payload(String json) {
        return "{\"task_type\":\"documentation\",\"payload\":" + json + "}";
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void rejectsUnreadableMessages(String body, String slug) {
        assertProblem(wire.post(TASKS, body), 400, slug);
    }

    @Test
    void rejectsOtherEncodingsThanUtf8() {
        assertProblem(
                wire.post(TASKS, new byte[] {'{', '"', (byte) 0xff}, "application/json"), 400, "encoding-invalid");
        assertProblem(wire.post(TASKS, TASK.getBytes(UTF_16), "application/json"), 400, "encoding-invalid");
        assertProblem(wire.post(TASKS, "\uFEFF" + TASK), 400, "encoding-invalid");
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                argumentSet(
                        "control characters",
                        with("\"requester\":\"a\\u001b[31m\\r\\n\""),
                        "field-invalid",
                        "/requester"),
                argumentSet("nothing required", "{}", "field-required", "/task_type"),
                argumentSet("an unknown field", with("\"colour\":1"), "field-unknown", "/colour"),
                argumentSet("a read-only field", with("\"company\":\"b\""), "field-read-only", "/company"),
                argumentSet("a wrong priority", with("\"priority\":\"HIGH \""), "field-range", "/priority"),
                argumentSet("a number as priority", with("\"priority\":1"), "field-type", "/priority"),
                argumentSet(
                        "a past deadline",
                        with("\"deadline\":\"2020-01-01T00:00:00Z\""),
                        "deadline-invalid",
                        "/deadline"),
                argumentSet(
                        "a far deadline",
                        with("\"deadline\":\"2999-01-01T00:00:00Z\""),
                        "deadline-invalid",
                        "/deadline"),
                argumentSet(
                        "31 February", with("\"deadline\":\"2026-02-31T00:00:00Z\""), "deadline-invalid", "/deadline"),
                argumentSet("no timeout at all", with("\"timeout_seconds\":0"), "field-range", "/timeout_seconds"),
                argumentSet("an unknown agent", with("\"agent\":\"bob\""), "agent-unknown", "/agent"),
                argumentSet(
                        "an unknown type",
                        "{\"task_type\":\"cooking\",\"payload\":{}}",
                        "agent-unknown",
                        "/task_type"));
    }

    private static String with(String field) {
        return "{\"task_type\":\"documentation\",\"payload\":{}," + field + "}";
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void rejectsAnInvalidFieldAndNamesIt(String body, String slug, String field) {
        var answer = wire.post(TASKS, body);

        assertProblem(answer, 422, slug);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(field);
        assertThat(answer.json().path("errors").get(0).path("code").asText()).isEqualTo(slug);
    }

    @Test
    void listsAllErrors() {
        var answer = wire.post(TASKS, "{\"priority\":1,\"payload\":\"x\",\"foo\":1,\"seq\":2}");

        assertThat(answer.json().path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder(
                        "field-type", "field-type", "field-unknown", "field-read-only", "field-required");
    }

    @Test
    void listsTheTaskTypes() {
        assertThat(wire.post(TASKS, "{\"task_type\":\"cooking\",\"payload\":{}}")
                        .body())
                .contains("analytics, documentation");
    }

    @Test
    void rejectsAPayloadAboveTheLimit() {
        var answer = wire.post(TASKS, payload("{\"a\":\"" + "x".repeat(262_144) + "\"}"));

        assertProblem(answer, 413, "payload-too-large");
        assertThat(answer.body()).contains("262144");
    }

    @Test
    void rejectsABodyAboveTheLimitAndCloses() {
        var declared = wire.post(TASKS, payload("{\"a\":\"" + "x".repeat(5 << 20) + "\"}"));
        var chunked = wire.send("POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").repeat(5)
                + "0\r\n\r\n");

        assertProblem(declared, 413, "body-too-large");
        assertProblem(chunked, 413, "body-too-large");
        assertThat(chunked.header("connection")).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "", "multipart/form-data; boundary=x", "application/json; charset=latin1"})
    void rejectsOtherMediaTypes(String contentType) {
        assertProblem(wire.post(TASKS, TASK.getBytes(UTF_8), contentType), 415, "unsupported-media-type");
    }

    @Test
    void rejectsCompressedBodies() {
        assertProblem(wire.post(TASKS, TASK, "Content-Encoding: gzip"), 415, "unsupported-media-type");
    }

    @Test
    void rejectsAnIncompleteBodyAfterTheTimeout() {
        var answer = wire.send("POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{");

        assertProblem(answer, 408, "request-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä"})
    void rejectsInvalidIdempotencyKeys(String key) {
        assertProblem(wire.post(TASKS, TASK, "Idempotency-Key: " + key), 400, "idempotency-key-invalid");
        assertProblem(wire.post(TASKS, TASK, "Idempotency-Key: " + "k".repeat(10_240)), 400, "idempotency-key-invalid");
    }

    @Test
    void rejectsDifferentKeysInHeaderAndBody() {
        var answer = wire.post(TASKS, with("\"idempotency_key\":\"a\""), "Idempotency-Key: b");

        assertProblem(answer, 400, "idempotency-key-invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit=0 | page-invalid
                    limit=-1 | page-invalid
                    limit=1000000000 | page-invalid
                    cursor=forged | page-invalid
                    cursor= | page-invalid
                    sort=id | filter-invalid
                    company_id=b | filter-invalid
                    id)%3Bdrop%20table=1 | filter-invalid
                    status=done | filter-invalid
                    status=accepted | filter-invalid
                    status=queued&status=failed | filter-invalid
                    priority=P0 | filter-invalid
                    agent=Maya | filter-invalid
                    type=%27 | filter-invalid
                    from=yesterday | filter-invalid
                    to=2026-01-01T00:00:00 | filter-invalid
                    text=%00 | filter-invalid
                    """)
    void rejectsUnknownQueryParameters(String query, String slug) {
        assertProblem(wire.get(TASKS + "?" + query), 400, slug);
    }

    @Test
    void rejectsInvalidIds() {
        assertProblem(wire.get(TASKS + "/550e8400-e29b-41d4-a716-446655440000"), 400, "id-invalid");
        assertProblem(wire.get(TASKS + "/%27%20OR%201=1%20--"), 400, "id-invalid");
        assertProblem(wire.get(TASKS + "/" + "a".repeat(10_240)), 400, "id-invalid");
        assertProblem(wire.get(TASKS + "/x/events"), 400, "id-invalid");
    }

    @Test
    void rejectsInvalidBatches() {
        assertProblem(wire.post(TASKS + "/batch", "[]"), 422, "field-range");
        assertProblem(wire.post(TASKS + "/batch", "{}"), 422, "field-type");
        assertProblem(wire.post(TASKS + "/batch", "[1,"), 400, "json-malformed");
        assertProblem(wire.post(TASKS + "/batch", "[" + "1,".repeat(1_000) + "1]"), 422, "field-range");
    }

    @Test
    void returnsAResultForEachInvalidTaskOfABatch() {
        var answer = wire.post(TASKS + "/batch", "[{\"task_type\":\"documentation\"},7]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(2);
        var first = answer.json().path("results").get(0);
        assertThat(first.path("index").asInt()).isZero();
        assertThat(first.path("status").asInt()).isEqualTo(422);
        assertThat(first.path("type").asText()).isEqualTo("urn:pulser:problem:field-required");
        assertThat(first.path("errors").get(0).path("field").asText()).isEqualTo("/payload");
    }

    @Test
    void keepsTheTraceIdAsCorrelationId() {
        var trace = "0af7651916cd43dd8448eb211c80319c";

        var answer = wire.post(TASKS, "", "traceparent: 00-" + trace + "-b7ad6b7169203331-01");

        assertThat(answer.json().path("correlation_id").asText()).isEqualTo(trace);
        assertThat(answer.header("x-correlation-id")).isEqualTo(trace);
    }
}
