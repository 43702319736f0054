// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ordering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {

    private final Map<String, Integer> weights = new HashMap<>();
    private final FairQueue<String> queue = new FairQueue<>(flow -> weights.getOrDefault(flow, 1));

    @Test
    void alternatesEqualFlowsInTheOrderOfArrival() {
        List.of("b", "a", "c").forEach(queue::enter);

        assertThat(turns(6)).containsExactly("b", "a", "c", "b", "a", "c");
    }

    @Test
    void sharesTurnsByWeight() {
        weights.put("heavy", 3);
        List.of("heavy", "light").forEach(queue::enter);

        assertThat(turns(40)).filteredOn("heavy"::equals).hasSize(30);
    }

    @Test
    void neitherCreditsNorChargesAFlowThatComesBack() {
        List.of("a", "b").forEach(queue::enter);
        turns(1); // a's
        queue.leave("a");
        for (int i = 0; i < 50; i++) {
            turns(1); // b's, alone
        }

        queue.enter("a");

        assertThat(turns(4)).filteredOn("a"::equals).hasSize(2);
    }

    @Test
    void remembersTheLastTurnOfAFlowThatComesBack() {
        List.of("a", "b", "c").forEach(queue::enter);
        turns(1); // a's
        queue.leave("a");

        queue.enter("a");

        assertThat(turns(3)).containsExactly("b", "c", "a");
    }

    @Test
    void isEmptyWhenAllFlowsHaveLeft() {
        queue.enter("a");

        queue.leave("a");

        assertThat(queue.next()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    /** Theorem: while two flows are backlogged, their turns by weight differ by at most one turn of each. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsEveryPairOfBackloggedFlowsWithinATurnOfTheirShares(long seed) {
        var random = new Random(seed);
        int flows = 2 + random.nextInt(8);
        for (int i = 0; i < flows; i++) {
            weights.put("f" + i, 1 + random.nextInt(5));
        }
        weights.keySet().forEach(queue::enter);
        var served = new HashMap<Pair, double[]>();
        var busy = new ArrayList<>(weights.keySet());

        for (int step = 0; step < 5_000; step++) {
            if (random.nextInt(10) == 0) {
                toggle(random, busy, served);
            }
            var next = queue.next();
            if (next != null) {
                queue.recordTurn(next);
                assertThat(busy).contains(next);
                count(next, busy, served);
            }
        }
    }

    private void toggle(Random random, List<String> busy, Map<Pair, double[]> served) {
        var flow = "f" + random.nextInt(weights.size());
        if (busy.remove(flow)) {
            queue.leave(flow);
            served.keySet().removeIf(pair -> pair.has(flow));
        } else {
            queue.enter(flow);
            busy.add(flow);
        }
    }

    private void count(String next, List<String> busy, Map<Pair, double[]> served) {
        for (var other : busy) {
            if (other.equals(next)) {
                continue;
            }
            var pair = Pair.of(next, other);
            var shares = served.computeIfAbsent(pair, _ -> new double[2]);
            shares[pair.first().equals(next) ? 0 : 1] += 1.0 / weightOf(next);
            double bound = 1.0 / weightOf(next) + 1.0 / weightOf(other);
            assertThat(Math.abs(shares[0] - shares[1])).as("%s", pair).isLessThanOrEqualTo(bound + 1e-4);
        }
    }

    private int weightOf(String flow) {
        return requireNonNull(weights.get(flow));
    }

    private List<String> turns(int count) {
        var turns = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var flow = requireNonNull(queue.next());
            queue.recordTurn(flow);
            turns.add(flow);
        }
        return turns;
    }

    private record Pair(String first, String second) {

        static Pair of(String a, String b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }

        boolean has(String flow) {
            return first.equals(flow) || second.equals(flow);
        }
    }
}
