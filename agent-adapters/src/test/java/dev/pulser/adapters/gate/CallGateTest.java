// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.terms.CallLimit;
import dev.pulser.adapters.terms.ServerTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallGateTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration WINDOW = Duration.ofMillis(400);

    private final List<String> through = new CopyOnWriteArrayList<>();

    @Test
    void letsCallsThroughInTheOrderInWhichTheyCame() throws InterruptedException {
        var gate = gate(new CallLimit(1, null), Map.of());
        var first = open(gate.enter("a", LONG));
        for (var name : List.of("b", "c", "d")) {
            var waiting = arrive(gate, name);
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        }

        first.close();

        await().until(() -> through.size() == 3);
        assertThat(through).containsExactly("b", "c", "d");
    }

    @Test
    void holdsNobodyUpForTheLimitOfAnotherTool() throws InterruptedException {
        var gate = gate(new CallLimit(2, null), Map.of("a", new CallLimit(1, null)));
        var first = open(gate.enter("a", LONG));
        var second = arrive(gate, "a");
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        open(gate.enter("b", Duration.ZERO)).close();

        assertThat(through).isEmpty();
        first.close();
        await().until(() -> through.contains("a"));
    }

    @Test
    void waitsForTheNextMinute() throws InterruptedException {
        var gate = gate(new CallLimit(null, 2), Map.of());
        long begun = System.nanoTime();

        for (int i = 0; i < 5; i++) {
            open(gate.enter("a", LONG)).close();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(WINDOW.multipliedBy(2), LONG);
    }

    @Test
    void saysAtOnceThatTheNextMinuteIsTooFarAway() throws InterruptedException {
        var gate = new CallGate(terms(new CallLimit(null, 1), Map.of()), Duration.ofMinutes(1));
        open(gate.enter("a", LONG)).close();

        assertThat(gate.enter("a", LONG))
                .isInstanceOfSatisfying(
                        Entry.Full.class,
                        full -> assertThat(full.after()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1)));
    }

    @Test
    void waitsNoLongerThanItMay() throws InterruptedException {
        var gate = gate(new CallLimit(1, null), Map.of());
        open(gate.enter("a", LONG));

        assertThat(gate.enter("a", Duration.ofMillis(100))).isInstanceOf(Entry.Full.class);
        assertThat(gate.enter("a", Duration.ofSeconds(-1))).isInstanceOf(Entry.Full.class);
        assertThat(gate.running()).isEqualTo(1);
    }

    @Test
    void forgetsACallThatIsInterruptedWhileItWaits() throws InterruptedException {
        var gate = gate(new CallLimit(1, null), Map.of());
        var first = open(gate.enter("a", LONG));
        var waiting = arrive(gate, "a");
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        waiting.interrupt();
        waiting.join();
        first.close();

        assertThat(gate.running()).isZero();
        open(gate.enter("a", Duration.ZERO)).close();
        assertThat(through).isEmpty();
    }

    @Test
    void countsACallThatIsClosedTwiceOnce() throws InterruptedException {
        var gate = gate(new CallLimit(2, null), Map.of());
        open(gate.enter("a", LONG));
        var second = open(gate.enter("a", LONG));

        second.close();
        second.close();

        assertThat(gate.running()).isEqualTo(1);
    }

    @Test
    void neverLetsMoreThroughThanItMay() throws InterruptedException {
        var gate = gate(new CallLimit(7, null), Map.of("a", new CallLimit(3, null)));
        var most = new java.util.concurrent.atomic.AtomicInteger();
        var calls = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try (var pass = open(gate.enter(i % 2 == 0 ? "a" : "b", LONG))) {
                        most.accumulateAndGet(gate.running(), Math::max);
                        java.util.concurrent.locks.LockSupport.parkNanos(200_000);
                        assertThat(pass).isNotNull();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (var call : calls) {
            call.join();
        }

        assertThat(most.get()).isBetween(1, 7);
        assertThat(gate.running()).isZero();
    }

    private Thread arrive(CallGate gate, String tool) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (var pass = open(gate.enter(tool, LONG))) {
                assertThat(pass).isNotNull();
                through.add(tool);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static CallGate gate(CallLimit whole, Map<String, CallLimit> tools) {
        return new CallGate(terms(whole, tools), WINDOW);
    }

    private static ServerTerms terms(CallLimit whole, Map<String, CallLimit> tools) {
        return new ServerTerms(
                List.of(new dev.pulser.adapters.terms.ToolNames("*")), List.of(), Set.of(), whole, tools);
    }

    private static Pass open(Entry entry) {
        assertThat(entry).isInstanceOf(Entry.Open.class);
        return ((Entry.Open) entry).pass();
    }
}
