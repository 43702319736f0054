// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import static dev.pulser.telemetry.sample.Tools.READ;
import static dev.pulser.telemetry.sample.Tools.anOffer;
import static dev.pulser.telemetry.sample.Tools.approved;
import static dev.pulser.telemetry.sample.Tools.approvedBy;
import static dev.pulser.telemetry.sample.Tools.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolChangeTest {

    private final ToolView nothing = ToolView.unknown(READ);
    private final ToolView well = nothing.with(anOffer(1, "h1")).with(approved(1, "h1"));

    @Test
    void isNoneWhereTheDefinitionIsTheApprovedOne() {
        assertThat(ToolChange.between(nothing, well)).isEmpty();
        assertThat(ToolChange.between(well, well.with(anOffer(9, "h1")))).isEmpty();
    }

    @Test
    void isAQuarantineWhereTheDefinitionBecameAnother() {
        var changed = well.with(anOffer(9, "h2"));

        assertThat(ToolChange.between(well, changed))
                .get()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(ToolChange.Kind.QUARANTINED))
                .satisfies(change -> assertThat(change.hash()).isEqualTo("h2"));
        assertThat(ToolChange.between(changed, changed.with(anOffer(10, "h2")))).isEmpty();
        assertThat(ToolChange.between(changed, changed.with(anOffer(10, "h3")))).isPresent();
    }

    @Test
    void isNoQuarantineWhereNoApprovalIsKnownYet() {
        assertThat(ToolChange.between(nothing, nothing.with(anOffer(1, "h1")))).isEmpty();
    }

    @Test
    void isGoneOnceItsServerDoesNotListIt() {
        var gone = well.with(withdrawn(9, "h1"));

        assertThat(ToolChange.between(well, gone))
                .get()
                .extracting(ToolChange::kind)
                .isEqualTo(ToolChange.Kind.GONE);
        assertThat(ToolChange.between(gone, gone.with(withdrawn(10, "h1")))).isEmpty();
    }

    @Test
    void isNoneInWhatIsOlderThanWhatIsKnown() {
        assertThat(well.with(anOffer(0, "h0")).with(approved(0, "h0"))).isEqualTo(well);
    }

    @Test
    void isAnApprovalOnlyWhereAPersonGaveIt() {
        assertThat(ToolChange.of(approved(1, "h1"))).isEmpty();
        assertThat(ToolChange.of(approvedBy("maya@example.com", 1, "h1")))
                .get()
                .extracting(ToolChange::actor)
                .isEqualTo("maya@example.com");
    }
}
