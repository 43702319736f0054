// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.policy.CallLimit;
import dev.pulser.adapters.policy.ServerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallLimiterTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration WINDOW = Duration.ofMillis(400);

    private final List<String> admitted = new CopyOnWriteArrayList<>();

    @Test
    void admitsCallsInOrder() throws InterruptedException {
        var limiter = limiter(new CallLimit(1, null), Map.of());
        var first = permit(limiter.acquire("a", LONG));
        for (var name : List.of("b", "c", "d")) {
            var waiting = start(limiter, name);
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        }

        first.close();

        await().until(() -> admitted.size() == 3);
        assertThat(admitted).containsExactly("b", "c", "d");
    }

    @Test
    void doesNotBlockOtherTools() throws InterruptedException {
        var limiter = limiter(new CallLimit(2, null), Map.of("a", new CallLimit(1, null)));
        var first = permit(limiter.acquire("a", LONG));
        var second = start(limiter, "a");
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        permit(limiter.acquire("b", Duration.ZERO)).close();

        assertThat(admitted).isEmpty();
        first.close();
        await().until(() -> admitted.contains("a"));
    }

    @Test
    void waitsForTheNextMinute() throws InterruptedException {
        var limiter = limiter(new CallLimit(null, 2), Map.of());
        long startTime = System.nanoTime();

        for (int i = 0; i < 5; i++) {
            permit(limiter.acquire("a", LONG)).close();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - startTime)).isBetween(WINDOW.multipliedBy(2), LONG);
    }

    @Test
    void rejectsImmediatelyIfTheNextMinuteIsTooLate() throws InterruptedException {
        var limiter = new CallLimiter(policy(new CallLimit(null, 1), Map.of()), Duration.ofMinutes(1));
        permit(limiter.acquire("a", LONG)).close();

        assertThat(limiter.acquire("a", LONG))
                .isInstanceOfSatisfying(
                        CallAdmission.Rejected.class,
                        rejected -> assertThat(rejected.retryAfter())
                                .isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1)));
    }

    @Test
    void rejectsAtTheTimeout() throws InterruptedException {
        var limiter = limiter(new CallLimit(1, null), Map.of());
        permit(limiter.acquire("a", LONG));

        assertThat(limiter.acquire("a", Duration.ofMillis(100))).isInstanceOf(CallAdmission.Rejected.class);
        assertThat(limiter.acquire("a", Duration.ofSeconds(-1))).isInstanceOf(CallAdmission.Rejected.class);
        assertThat(limiter.running()).isEqualTo(1);
    }

    @Test
    void removesAnInterruptedCall() throws InterruptedException {
        var limiter = limiter(new CallLimit(1, null), Map.of());
        var first = permit(limiter.acquire("a", LONG));
        var waiting = start(limiter, "a");
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        waiting.interrupt();
        waiting.join();
        first.close();

        assertThat(limiter.running()).isZero();
        permit(limiter.acquire("a", Duration.ZERO)).close();
        assertThat(admitted).isEmpty();
    }

    @Test
    void ignoresASecondClose() throws InterruptedException {
        var limiter = limiter(new CallLimit(2, null), Map.of());
        permit(limiter.acquire("a", LONG));
        var second = permit(limiter.acquire("a", LONG));

        second.close();
        second.close();

        assertThat(limiter.running()).isEqualTo(1);
    }

    @Test
    void neverExceedsTheLimit() throws InterruptedException {
        var limiter = limiter(new CallLimit(7, null), Map.of("a", new CallLimit(3, null)));
        var most = new java.util.concurrent.atomic.AtomicInteger();
        var calls = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try (var permit = permit(limiter.acquire(i % 2 == 0 ? "a" : "b", LONG))) {
                        most.accumulateAndGet(limiter.running(), Math::max);
                        java.util.concurrent.locks.LockSupport.parkNanos(200_000);
                        assertThat(permit).isNotNull();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (var call : calls) {
            call.join();
        }

        assertThat(most.get()).isBetween(1, 7);
        assertThat(limiter.running()).isZero();
    }

    private Thread start(CallLimiter limiter, String tool) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (var permit = permit(limiter.acquire(tool, LONG))) {
                assertThat(permit).isNotNull();
                admitted.add(tool);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static CallLimiter limiter(CallLimit server, Map<String, CallLimit> tools) {
        return new CallLimiter(policy(server, tools), WINDOW);
    }

    private static ServerPolicy policy(CallLimit server, Map<String, CallLimit> tools) {
        return new ServerPolicy(
                List.of(new dev.pulser.adapters.policy.ToolNamePattern("*")), List.of(), Set.of(), server, tools);
    }

    private static CallPermit permit(CallAdmission admission) {
        assertThat(admission).isInstanceOf(CallAdmission.Admitted.class);
        return ((CallAdmission.Admitted) admission).permit();
    }
}
