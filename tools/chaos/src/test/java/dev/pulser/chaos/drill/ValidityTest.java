// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Terms;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.script.Script;
import dev.pulser.chaos.verdict.Checks;
import dev.pulser.chaos.verdict.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run in which little happened proves little. */
class ValidityTest {

    @Test
    void aGoodRunIsShortOfNothingButThings() {
        var dump = GoodRun.dump();
        dump.windows.removeIf(window -> window.kind().equals("kill-adapters")); // one task at a time is in flight
        dump.terms = new Terms(
                7,
                600,
                dump.terms.delays(),
                dump.terms.attemptLimit(),
                dump.terms.lease(),
                dump.terms.onceAgents(),
                Set.of("kill-redis"),
                true);

        var verdict = Checks.judge(dump.evidence());

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.INVALID);
        assertThat(verdict.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).matches("C\\d+ saw .*"));
    }

    @Test
    void sentTooLittle() {
        var dump = GoodRun.dump();
        dump.terms = terms(dump.terms, 100_000, true, "kill-redis");

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("operations were sent"));
    }

    @Test
    void acceptedTooLittle() {
        var dump = GoodRun.dump();
        dump.windows.clear();
        dump.submissions.replaceAll(sent -> Altered.phase(sent, Phase.INFO));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("were accepted"));
    }

    @Test
    void hardlyAnythingWasToFail() {
        var dump = GoodRun.dump();
        dump.submissions.replaceAll(sent -> Altered.script(sent, Script.of()));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("scripts hold a failure"));
    }

    @Test
    void aFaultThatNeverHappened() {
        var dump = GoodRun.dump();
        dump.terms = terms(dump.terms, 600, true, "kill-broker");

        assertThat(reasons(dump)).contains("kill-broker never happened");
    }

    @Test
    void aFaultThatNobodyFelt() {
        var dump = GoodRun.dump();
        dump.windows.replaceAll(
                window -> new Faults.Window(window.kind(), window.from(), window.until(), false, "it answers"));

        assertThat(reasons(dump)).contains("kill-redis had no effect: it answers");
    }

    @Test
    void twoFaultsThatNeverCameAtOnce() {
        var dump = GoodRun.dump();
        dump.terms = terms(dump.terms, 600, true, "kill-redis+kill-adapters");

        assertThat(reasons(dump)).contains("kill-redis+kill-adapters never happened at once");
    }

    @Test
    void twoFaultsAtOnce() {
        var dump = GoodRun.dump();
        dump.terms = terms(dump.terms, 600, true, "kill-redis+kill-adapters");
        var first = dump.windows.getFirst();
        dump.windows.replaceAll(window -> new Faults.Window(window.kind(), first.from(), first.until(), true, "gone"));

        assertThat(reasons(dump)).noneMatch(reason -> reason.contains("never happened"));
    }

    @Test
    void adaptersThatWereKilledInTheirSleep() {
        var dump = GoodRun.dump();
        var late = dump.windows.stream()
                .filter(window -> window.kind().equals("kill-redis"))
                .findFirst()
                .orElseThrow();
        dump.windows.add(new Faults.Window("kill-adapters", late.from(), late.until(), true, "gone"));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("nothing was in flight for"));
    }

    @Test
    void neverAtRest() {
        var dump = GoodRun.dump();
        dump.terms = terms(dump.terms, 600, false, "kill-redis");

        assertThat(reasons(dump)).contains("it did not come to rest");
    }

    @Test
    void aBrokenPromiseWeighsMoreThanAPoorProof() {
        var dump = GoodRun.dump();
        dump.dropTask(GoodRun.id(GoodRun.plain(4)));

        assertThat(Checks.judge(dump.evidence()).outcome()).isEqualTo(Verdict.Outcome.VIOLATED);
    }

    private static List<String> reasons(Dump dump) {
        return Checks.judge(dump.evidence()).reasons();
    }

    private static Terms terms(Terms terms, long planned, boolean quiet, String fault) {
        var faults = new HashSet<>(terms.faults());
        faults.add(fault);
        return new Terms(
                terms.seed(),
                planned,
                terms.delays(),
                terms.attemptLimit(),
                terms.lease(),
                terms.onceAgents(),
                faults,
                quiet);
    }
}
