// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.RunParameters;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.chaos.verdict.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunValidityTest {

    @Test
    void reportsOnlyMissingItemsOfAValidRun() {
        var dump = ValidRun.dump();
        dump.windows.removeIf(
                window -> window.kind().equals("kill-adapters")); // only one task is in progress at a time
        dump.parameters = new RunParameters(
                7,
                600,
                dump.parameters.delays(),
                dump.parameters.attemptLimit(),
                dump.parameters.lease(),
                dump.parameters.nonIdempotentAgents(),
                Set.of("kill-redis"),
                true);

        var verdict = Checks.judge(dump.evidence());

        assertThat(verdict.outcome()).isEqualTo(ChaosVerdict.Outcome.INVALID);
        assertThat(verdict.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).matches("C\\d+ checked .*"));
    }

    @Test
    void reportsTooFewOperations() {
        var dump = ValidRun.dump();
        dump.parameters = parameters(dump.parameters, 100_000, true, "kill-redis");

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("operations were sent"));
    }

    @Test
    void reportsTooFewAcceptedSubmissions() {
        var dump = ValidRun.dump();
        dump.windows.clear();
        dump.submissions.replaceAll(sent -> RecordCopies.phase(sent, OperationPhase.INFO));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("were accepted"));
    }

    @Test
    void reportsTooFewFailures() {
        var dump = ValidRun.dump();
        dump.submissions.replaceAll(sent -> RecordCopies.script(sent, AgentScript.of()));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("scripts contain a failure"));
    }

    @Test
    void reportsAFaultThatWasNotInjected() {
        var dump = ValidRun.dump();
        dump.parameters = parameters(dump.parameters, 600, true, "kill-broker");

        assertThat(reasons(dump)).contains("kill-broker was not injected");
    }

    @Test
    void reportsAFaultWithoutEffect() {
        var dump = ValidRun.dump();
        dump.windows.replaceAll(
                window -> new FaultLog.FaultWindow(window.kind(), window.from(), window.until(), false, "it responds"));

        assertThat(reasons(dump)).contains("kill-redis had no observed effect: it responds");
    }

    @Test
    void reportsFaultsThatWereNotCombined() {
        var dump = ValidRun.dump();
        dump.parameters = parameters(dump.parameters, 600, true, "kill-redis+kill-adapters");

        assertThat(reasons(dump)).contains("kill-redis+kill-adapters was not injected at once");
    }

    @Test
    void acceptsCombinedFaults() {
        var dump = ValidRun.dump();
        dump.parameters = parameters(dump.parameters, 600, true, "kill-redis+kill-adapters");
        var first = dump.windows.getFirst();
        dump.windows.replaceAll(
                window -> new FaultLog.FaultWindow(window.kind(), first.from(), first.until(), true, "gone"));

        assertThat(reasons(dump)).noneMatch(reason -> reason.contains("was not injected"));
    }

    @Test
    void reportsIdleAdapters() {
        var dump = ValidRun.dump();
        var late = dump.windows.stream()
                .filter(window -> window.kind().equals("kill-redis"))
                .findFirst()
                .orElseThrow();
        dump.windows.add(new FaultLog.FaultWindow("kill-adapters", late.from(), late.until(), true, "gone"));

        assertThat(reasons(dump)).anySatisfy(reason -> assertThat(reason).contains("without calls in progress on"));
    }

    @Test
    void reportsTasksInProgress() {
        var dump = ValidRun.dump();
        dump.parameters = parameters(dump.parameters, 600, false, "kill-redis");

        assertThat(reasons(dump)).contains("tasks were still in progress at the end");
    }

    @Test
    void prefersViolationsToInvalidity() {
        var dump = ValidRun.dump();
        dump.dropTask(ValidRun.id(ValidRun.plain(4)));

        assertThat(Checks.judge(dump.evidence()).outcome()).isEqualTo(ChaosVerdict.Outcome.VIOLATED);
    }

    private static List<String> reasons(MutableEvidence dump) {
        return Checks.judge(dump.evidence()).reasons();
    }

    private static RunParameters parameters(RunParameters parameters, long planned, boolean settled, String fault) {
        var faults = new HashSet<>(parameters.faults());
        faults.add(fault);
        return new RunParameters(
                parameters.seed(),
                planned,
                parameters.delays(),
                parameters.attemptLimit(),
                parameters.lease(),
                parameters.nonIdempotentAgents(),
                faults,
                settled);
    }
}
