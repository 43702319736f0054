// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningCallsTest {

    private final RunningCalls calls = new RunningCalls();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void runsCallsSideBySide() {
        start(1, "slow");
        calls.start(id(2), 10, () -> () -> sent.add("quick"));

        await().untilAsserted(() -> assertThat(sent).containsExactly("quick"));
        release.countDown();
        await().untilAsserted(() -> assertThat(sent).containsExactly("quick", "slow"));
    }

    @Test
    void sendsNoResponseOfACanceledCall() {
        start(1, "cancelled");

        calls.cancel(id(1));

        await().untilAsserted(() -> assertThat(sent).containsExactly("interrupted"));
    }

    @Test
    void allowsTheIdOfACanceledCallAgain() {
        start(1, "old");
        calls.cancel(id(1));

        assertThat(calls.start(id(1), 10, () -> () -> sent.add("new"))).isEmpty();
        await().untilAsserted(() -> assertThat(sent).containsExactlyInAnyOrder("interrupted", "new"));
    }

    @Test
    void ignoresTheCancellationOfAnUnknownId() {
        start(1, "kept");

        calls.cancel(id(2));
        calls.cancel(new TextNode("1"));
        release.countDown();

        await().untilAsserted(() -> assertThat(sent).containsExactly("kept"));
    }

    @Test
    void rejectsAnIdThatIsInUse() {
        start(1, "first");

        assertThat(calls.start(id(1), 10, () -> () -> {}))
                .hasValueSatisfying(reason -> assertThat(reason).contains("id 1"));
    }

    @Test
    void limitsTheNumberOfCalls() {
        for (var i = 0; i < RunningCalls.MAX_CALLS; i++) {
            start(i, "waiting");
        }

        assertThat(calls.start(id(1_000), 10, () -> () -> {})).isPresent();
        calls.cancel(id(0));
        await().untilAsserted(() ->
                assertThat(calls.start(id(1_000), 10, () -> () -> {})).isEmpty());
    }

    @Test
    void limitsTheSizeOfRunningCalls() {
        calls.start(id(1), 3_999_999, this::waitForRelease);

        assertThat(calls.start(id(2), 2, () -> () -> {})).isPresent();
        release.countDown();
        await().untilAsserted(
                        () -> assertThat(calls.start(id(3), 2, () -> () -> {})).isEmpty());
    }

    @Test
    void waitsForAResponseBeingSent() throws InterruptedException {
        var sending = new CountDownLatch(1);
        calls.start(id(1), 10, () -> () -> {
            sending.countDown();
            var _ = waitForRelease();
            sent.add("answer");
        });
        sending.await();

        var finisher = Thread.ofVirtual().start(() -> finish(Duration.ofSeconds(10)));
        release.countDown();
        finisher.join();

        assertThat(sent).containsExactly("answer");
    }

    @Test
    void interruptsCallsAfterTheGracePeriod() throws InterruptedException {
        start(1, "never");

        calls.finish(Duration.ofMillis(20));

        await().untilAsserted(() -> assertThat(sent).contains("interrupted"));
    }

    private void start(int id, String answer) {
        calls.start(id(id), 10, () -> {
            waitForRelease();
            return () -> sent.add(answer);
        });
    }

    private void finish(Duration grace) {
        try {
            calls.finish(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable waitForRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            sent.add("interrupted");
        }
        return () -> {};
    }

    private static JsonNode id(int id) {
        return IntNode.valueOf(id);
    }
}
