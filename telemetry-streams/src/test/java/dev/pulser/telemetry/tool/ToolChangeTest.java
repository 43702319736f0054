// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import static dev.pulser.telemetry.sample.ToolRecords.READ;
import static dev.pulser.telemetry.sample.ToolRecords.approved;
import static dev.pulser.telemetry.sample.ToolRecords.approvedBy;
import static dev.pulser.telemetry.sample.ToolRecords.listed;
import static dev.pulser.telemetry.sample.ToolRecords.removed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolChangeTest {

    private final ToolSnapshot nothing = ToolSnapshot.unknown(READ);
    private final ToolSnapshot well = nothing.with(listed(1, "h1")).with(approved(1, "h1"));

    @Test
    void isNoneWhenTheDefinitionIsApproved() {
        assertThat(ToolChange.between(nothing, well)).isEmpty();
        assertThat(ToolChange.between(well, well.with(listed(9, "h1")))).isEmpty();
    }

    @Test
    void isAQuarantineWhenTheDefinitionDiffers() {
        var changed = well.with(listed(9, "h2"));

        assertThat(ToolChange.between(well, changed))
                .get()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(ToolChange.Kind.QUARANTINED))
                .satisfies(change -> assertThat(change.definitionHash()).isEqualTo("h2"));
        assertThat(ToolChange.between(changed, changed.with(listed(10, "h2")))).isEmpty();
        assertThat(ToolChange.between(changed, changed.with(listed(10, "h3")))).isPresent();
    }

    @Test
    void isNoQuarantineWithoutAnApproval() {
        assertThat(ToolChange.between(nothing, nothing.with(listed(1, "h1")))).isEmpty();
    }

    @Test
    void isGoneWhenTheServerDoesNotListTheTool() {
        var gone = well.with(removed(9, "h1"));

        assertThat(ToolChange.between(well, gone))
                .get()
                .extracting(ToolChange::kind)
                .isEqualTo(ToolChange.Kind.GONE);
        assertThat(ToolChange.between(gone, gone.with(removed(10, "h1")))).isEmpty();
    }

    @Test
    void ignoresOlderRecords() {
        assertThat(well.with(listed(0, "h0")).with(approved(0, "h0"))).isEqualTo(well);
    }

    @Test
    void isAnApprovalOnlyByAnOperator() {
        assertThat(ToolChange.of(approved(1, "h1"))).isEmpty();
        assertThat(ToolChange.of(approvedBy("maya@example.com", 1, "h1")))
                .get()
                .extracting(ToolChange::actor)
                .isEqualTo("maya@example.com");
    }
}
