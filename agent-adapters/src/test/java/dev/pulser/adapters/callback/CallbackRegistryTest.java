// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.routing.Assignment;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackRegistryTest {

    private static final String SECRET = "s3cret";
    private static final String RESULT = "{\"a\":1}";

    private final CallbackRegistry callbacks = TestCallbacks.create();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void passesAResultToItsAttempt() throws InterruptedException {
        var callback = open(null);

        assertThat(post(token(callback), RESULT).status()).isEqualTo(202);

        var posted = callback.await(Duration.ZERO).orElseThrow();
        assertThat(posted.status()).isEqualTo(200);
        assertThat(StandardCharsets.UTF_8.decode(posted.body()).toString()).isEqualTo(RESULT);
    }

    @Test
    void passesTheStatusOn() throws InterruptedException {
        var callback = open(null);

        callbacks.post(token(callback), headers(Map.of("X-Pulser-Status", "503")), bytes("busy"));

        assertThat(callback.await(Duration.ZERO).orElseThrow().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "abc", "99", "1000", ""})
    void rejectsAnInvalidStatus(String status) {
        var callback = open(null);

        assertThat(callbacks
                        .post(token(callback), headers(Map.of("X-Pulser-Status", status)), bytes(RESULT))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectsATokenOfAnotherProcess() {
        var foreign = new CallbackTokens(new SecureRandom()).of(Assignments.any());

        assertThat(post(foreign, RESULT).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "dHNr.", "%%.%%", "..", "dHNrXzEgMSAx.AAAA"})
    void rejectsAMalformedToken(String token) {
        assertThat(post(token, RESULT).status()).isEqualTo(401);
    }

    @Test
    void rejectsAnAlteredToken() {
        var token = token(open(null));
        var changed = (token.charAt(5) == 'A' ? 'B' : 'A') + token.substring(1);

        assertThat(post(changed, RESULT).status()).isEqualTo(401);
    }

    @Test
    void rejectsARepeatedResult() {
        var token = token(open(null));
        post(token, RESULT);

        assertThat(post(token, RESULT)).isEqualTo(new CallbackResponse.Conflict("This result was posted before."));
        assertThat(post(token, "{}").status()).isEqualTo(409);
    }

    @Test
    void rejectsRequestsAfterTheAttemptHasEnded() {
        var callback = open(null);
        callback.close();

        assertThat(post(token(callback), RESULT).status()).isEqualTo(409);
        assertThat(callbacks
                        .progress(token(callback), headers(Map.of()), bytes("{\"progress\":\"x\"}"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void rejectsRequestsAfterTheDeadline() {
        var any = Assignments.any();
        var over = Assignment.of(any.task(), new AttemptRef(any.agent(), 1, 1), any.assignedAt(), Assignments.NOW);

        var callback = callbacks.open(over, null, 1, listener);

        assertThat(post(token(callback), RESULT).status()).isEqualTo(409);
    }

    @Test
    void issuesAUrlPerEpoch() {
        var task = Assignments.any().task();

        var first = callbacks.open(Assignments.of(task, 1), null, 1, listener);
        var second = callbacks.open(Assignments.of(task, 2), null, 1, listener);
        first.close();

        assertThat(post(token(first), RESULT).status()).isEqualTo(409);
        assertThat(post(token(second), RESULT).status()).isEqualTo(202);
    }

    @Test
    void acceptsAValidSignature() {
        assertThat(signed(Assignments.NOW, SECRET, RESULT).status()).isEqualTo(202);
        assertThat(signed(Assignments.NOW.minusSeconds(299), SECRET, RESULT).status())
                .isEqualTo(202);
    }

    @Test
    void rejectsAnInvalidSignature() {
        assertThat(post(token(open(SECRET)), RESULT).status()).isEqualTo(401);
        assertThat(signed(Assignments.NOW, "other", RESULT).status()).isEqualTo(401);
        assertThat(signed(Assignments.NOW.minusSeconds(301), SECRET, RESULT).status())
                .isEqualTo(401);
        assertThat(signed(Assignments.NOW.plusSeconds(301), SECRET, RESULT).status())
                .isEqualTo(401);
    }

    @Test
    void rejectsAnAlteredBody() {
        var token = token(open(SECRET));
        var headers = signature(Assignments.NOW, SECRET, RESULT);

        assertThat(callbacks.post(token, headers, bytes("{\"a\":2}")).status()).isEqualTo(401);
    }

    @Test
    void passesProgressOn() {
        var token = token(open(null));

        assertThat(say(token, "{\"progress\":\"half way\",\"fraction\":0.5}").status())
                .isEqualTo(202);
        assertThat(say(token, "{\"progress\":\"more\"}").status()).isEqualTo(202);

        assertThat(listener.messages()).containsExactly("half way", "more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "{\"progress\":1}",
                "{\"fraction\":2}",
                "{\"fraction\":-0.1}",
                "{\"progress\":\"x\",\"fraction\":\"a\"}"
            })
    void rejectsInvalidProgress(String body) {
        assertThat(say(token(open(null)), body).status()).isEqualTo(400);
        assertThat(listener.messages()).isEmpty();
    }

    private PendingCallback open(@Nullable String credential) {
        return callbacks.open(Assignments.any(), credential, 1, listener);
    }

    private CallbackResponse post(String token, String body) {
        return callbacks.post(token, headers(Map.of()), bytes(body));
    }

    private CallbackResponse say(String token, String body) {
        return callbacks.progress(token, headers(Map.of()), bytes(body));
    }

    private CallbackResponse signed(Instant at, String credential, String body) {
        return callbacks.post(token(open(SECRET)), signature(at, credential, body), bytes(body));
    }

    private static HttpHeaders signature(Instant at, String credential, String body) {
        var timestamp = Long.toString(at.getEpochSecond());
        var hmac = new Hmac(bytes(credential)).of(bytes(timestamp + "." + body));
        return headers(Map.of(
                "X-Pulser-Timestamp",
                timestamp,
                "X-Pulser-CallbackSignature",
                "sha256=" + HexFormat.of().formatHex(hmac)));
    }

    private static String token(PendingCallback callback) {
        return callback.address().getPath().substring("/callbacks/".length());
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                (name, value) -> true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
