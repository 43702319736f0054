// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

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

/** Mutation drill: each edit of a good run is detected by its check, and by no other. */
class MutationDrillTest {

    @Test
    void findsNothingInAGoodRun() {
        assertThat(Checks.judge(GoodRun.dump().evidence()).violations()).isEmpty();
    }

    @Test
    void hasAnEditForEachCheck() {
        assertThat(edits().map(edit -> edit.check()).collect(Collectors.toSet()))
                .isEqualTo(Checks.all().stream().map(check -> check.id()).collect(Collectors.toSet()));
        assertThat(edits()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void detectsEachEditByTheRightCheck(Edit edit) {
        var dump = GoodRun.dump();
        edit.change().accept(dump);

        assertThat(Checks.judge(dump.evidence()).violations())
                .extracting(Violation::check)
                .as(edit.description())
                .isNotEmpty()
                .containsOnly(edit.check());
    }

    @Test
    void allowsTheDeadLetterOfAConflictWithUnknownOutcome() {
        var dump = GoodRun.dump();
        dump.submissions.replaceAll(sent ->
                sent.nonce().equals("conflict-" + GoodRun.keyed(7)) ? Altered.phase(sent, OperationPhase.INFO) : sent);
        var place = new RecordPosition(Dump.DEAD_LETTERS, 2, 2);
        dump.append(new DeadLetterRecord(
                place, "digest of " + place, GoodRun.id(GoodRun.keyed(7)), "default", "duplicate-id", null, null));

        assertThat(Checks.judge(dump.evidence()).violations()).isEmpty();
    }

    @Test
    void allowsRepeatedWorkAfterATimeout() {
        var dump = GoodRun.dump();
        var late = Altered.callOf(dump, GoodRun.id(GoodRun.slow(3)), 1);
        dump.calls.replaceAll(call -> call.equals(late) ? Altered.answered(call) : call);

        assertThat(Checks.judge(dump.evidence()).violations()).isEmpty();
    }

    static Stream<Edit> edits() {
        return Stream.of(LifeEdits.edits(), CallEdits.edits(), StoreEdits.edits())
                .flatMap(List::stream);
    }
}
