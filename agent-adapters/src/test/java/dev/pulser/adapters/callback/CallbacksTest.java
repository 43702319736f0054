// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.RecordedProgress;
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

class CallbacksTest {

    private static final String SECRET = "s3cret";
    private static final String RESULT = "{\"a\":1}";

    private final Callbacks callbacks = TestCallbacks.create();
    private final RecordedProgress progress = new RecordedProgress();

    @Test
    void handsAResultToTheAttemptThatWaits() throws InterruptedException {
        var callback = open(null);

        assertThat(post(token(callback), RESULT).status()).isEqualTo(202);

        var posted = callback.await(Duration.ZERO).orElseThrow();
        assertThat(posted.status()).isEqualTo(200);
        assertThat(StandardCharsets.UTF_8.decode(posted.body()).toString()).isEqualTo(RESULT);
    }

    @Test
    void handsTheStatusOn() throws InterruptedException {
        var callback = open(null);

        callbacks.post(token(callback), headers(Map.of("X-Pulser-Status", "503")), bytes("busy"));

        assertThat(callback.await(Duration.ZERO).orElseThrow().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "abc", "99", "1000", ""})
    void refusesAStatusThatIsNone(String status) {
        var callback = open(null);

        assertThat(callbacks
                        .post(token(callback), headers(Map.of("X-Pulser-Status", status)), bytes(RESULT))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesATokenOfAnotherProcess() {
        var foreign = new Tokens(new SecureRandom()).of(Assignments.any());

        assertThat(post(foreign, RESULT).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "dHNr.", "%%.%%", "..", "dHNrXzEgMSAx.AAAA"})
    void refusesATokenThatIsNone(String token) {
        assertThat(post(token, RESULT).status()).isEqualTo(401);
    }

    @Test
    void refusesATokenWithOneLetterChanged() {
        var token = token(open(null));
        var changed = (token.charAt(5) == 'A' ? 'B' : 'A') + token.substring(1);

        assertThat(post(changed, RESULT).status()).isEqualTo(401);
    }

    @Test
    void wantsNoResultTwice() {
        var token = token(open(null));
        post(token, RESULT);

        assertThat(post(token, RESULT)).isEqualTo(new Receipt.Unwanted("this has been posted before"));
        assertThat(post(token, "{}").status()).isEqualTo(409);
    }

    @Test
    void wantsNothingOnceTheAttemptHasEnded() {
        var callback = open(null);
        callback.close();

        assertThat(post(token(callback), RESULT).status()).isEqualTo(409);
        assertThat(callbacks
                        .progress(token(callback), headers(Map.of()), bytes("{\"progress\":\"x\"}"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void wantsNothingFromTheDeadlineOn() {
        var any = Assignments.any();
        var over = new Assignment(any.task(), any.agent(), 1, 1, any.assignedAt(), Assignments.NOW);

        var callback = callbacks.open(over, null, 1, progress);

        assertThat(post(token(callback), RESULT).status()).isEqualTo(409);
    }

    @Test
    void givesEveryEpochItsOwnAddress() {
        var task = Assignments.any().task();

        var first = callbacks.open(Assignments.of(task, 1), null, 1, progress);
        var second = callbacks.open(Assignments.of(task, 2), null, 1, progress);
        first.close();

        assertThat(post(token(first), RESULT).status()).isEqualTo(409);
        assertThat(post(token(second), RESULT).status()).isEqualTo(202);
    }

    @Test
    void takesWhatIsSignedWithTheCredential() {
        assertThat(signed(Assignments.NOW, SECRET, RESULT).status()).isEqualTo(202);
        assertThat(signed(Assignments.NOW.minusSeconds(299), SECRET, RESULT).status())
                .isEqualTo(202);
    }

    @Test
    void refusesWhatIsSignedWrongly() {
        assertThat(post(token(open(SECRET)), RESULT).status()).isEqualTo(401);
        assertThat(signed(Assignments.NOW, "other", RESULT).status()).isEqualTo(401);
        assertThat(signed(Assignments.NOW.minusSeconds(301), SECRET, RESULT).status())
                .isEqualTo(401);
        assertThat(signed(Assignments.NOW.plusSeconds(301), SECRET, RESULT).status())
                .isEqualTo(401);
    }

    @Test
    void refusesABodyThatIsNotTheSignedOne() {
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

        assertThat(progress.words()).containsExactly("half way", "more");
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
    void refusesProgressThatIsNone(String body) {
        assertThat(say(token(open(null)), body).status()).isEqualTo(400);
        assertThat(progress.words()).isEmpty();
    }

    private Callback open(@Nullable String credential) {
        return callbacks.open(Assignments.any(), credential, 1, progress);
    }

    private Receipt post(String token, String body) {
        return callbacks.post(token, headers(Map.of()), bytes(body));
    }

    private Receipt say(String token, String body) {
        return callbacks.progress(token, headers(Map.of()), bytes(body));
    }

    private Receipt signed(Instant at, String credential, String body) {
        return callbacks.post(token(open(SECRET)), signature(at, credential, body), bytes(body));
    }

    private static HttpHeaders signature(Instant at, String credential, String body) {
        var timestamp = Long.toString(at.getEpochSecond());
        var hmac = new Hmac(bytes(credential)).of(bytes(timestamp + "." + body));
        return headers(Map.of(
                "X-Pulser-Timestamp",
                timestamp,
                "X-Pulser-Signature",
                "sha256=" + HexFormat.of().formatHex(hmac)));
    }

    private static String token(Callback callback) {
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
