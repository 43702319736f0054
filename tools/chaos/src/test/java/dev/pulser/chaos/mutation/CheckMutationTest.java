// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.check.Violation;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.verdict.Checks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutation test of the checks: each mutation of a valid run is detected by its check, and by no other. */
class CheckMutationTest {

    @Test
    void findsNoViolationInAValidRun() {
        assertThat(Checks.judge(ValidRun.dump().evidence()).violations()).isEmpty();
    }

    @Test
    void hasAMutationForEachCheck() {
        assertThat(mutations().map(mutation -> mutation.check()).collect(Collectors.toSet()))
                .isEqualTo(Checks.all().stream().map(check -> check.id()).collect(Collectors.toSet()));
        assertThat(mutations()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void detectsEachMutationByItsCheck(Mutation mutation) {
        var dump = ValidRun.dump();
        mutation.change().accept(dump);

        assertThat(Checks.judge(dump.evidence()).violations())
                .extracting(Violation::check)
                .as(mutation.description())
                .isNotEmpty()
                .containsOnly(mutation.check());
    }

    @Test
    void allowsTheDeadLetterOfAConflictWithUnknownOutcome() {
        var dump = ValidRun.dump();
        dump.submissions.replaceAll(sent -> sent.nonce().equals("conflict-" + ValidRun.keyed(7))
                ? RecordCopies.phase(sent, OperationPhase.INFO)
                : sent);
        var position = new RecordPosition(MutableEvidence.DEAD_LETTERS, 2, 2);
        dump.append(new DeadLetterRecord(
                position,
                "digest of " + position,
                ValidRun.id(ValidRun.keyed(7)),
                "default",
                "duplicate-id",
                null,
                null));

        assertThat(Checks.judge(dump.evidence()).violations()).isEmpty();
    }

    @Test
    void allowsRepeatedWorkAfterATimeout() {
        var dump = ValidRun.dump();
        var late = RecordCopies.callOf(dump, ValidRun.id(ValidRun.slow(3)), 1);
        dump.calls.replaceAll(call -> call.equals(late) ? RecordCopies.answered(call) : call);

        assertThat(Checks.judge(dump.evidence()).violations()).isEmpty();
    }

    static Stream<Mutation> mutations() {
        return Stream.of(LifecycleMutations.mutations(), CallMutations.mutations(), StoreMutations.mutations())
                .flatMap(List::stream);
    }
}
