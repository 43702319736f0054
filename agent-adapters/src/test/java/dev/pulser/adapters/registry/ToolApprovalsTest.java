// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolApprovalsTest {

    private static final ToolRef SAY = new ToolRef("files", "say");
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    private final List<ToolApproval> published = new ArrayList<>();
    private final ToolApprovals approvals = new ToolApprovals(ToolApprovalPolicy.FIRST_SEEN, CLOCK, published::add);

    @Test
    void approvesTheFirstDefinitionAutomatically() {
        assertThat(approvals.isApproved(SAY, "one")).isTrue();

        assertThat(published)
                .containsExactly(
                        new ToolApproval(SAY, "one", null, "first definition, approved automatically", Samples.NOON));
    }

    @Test
    void doesNotApproveASecondDefinition() {
        approvals.isApproved(SAY, "one");

        assertThat(approvals.isApproved(SAY, "two")).isFalse();
        assertThat(approvals.isApproved(SAY, "one")).isTrue();
        assertThat(published).hasSize(1);
    }

    @Test
    void usesTheApprovalOfTheTopic() {
        approvals.apply(SAY, approval("one"));

        assertThat(approvals.isApproved(SAY, "two")).isFalse();
        assertThat(published).isEmpty();
    }

    @Test
    void replacesTheApproval() {
        approvals.isApproved(SAY, "one");

        approvals.apply(SAY, approval("two"));

        assertThat(approvals.isApproved(SAY, "two")).isTrue();
        assertThat(approvals.isApproved(SAY, "one")).isFalse();
    }

    @Test
    void requiresAnOperatorWithPolicyNever() {
        var strict = new ToolApprovals(ToolApprovalPolicy.NEVER, CLOCK, published::add);

        assertThat(strict.isApproved(SAY, "one")).isFalse();
        strict.apply(SAY, approval("one"));

        assertThat(strict.isApproved(SAY, "one")).isTrue();
        assertThat(published).isEmpty();
    }

    @Test
    void revokesAnApproval() {
        var strict = new ToolApprovals(ToolApprovalPolicy.NEVER, CLOCK, published::add);
        strict.apply(SAY, approval("one"));

        strict.apply(SAY, null);

        assertThat(strict.isApproved(SAY, "one")).isFalse();
        assertThat(strict.hasApproval(SAY)).isFalse();
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(SAY, hash, "sofia", null, Samples.NOON);
    }
}
