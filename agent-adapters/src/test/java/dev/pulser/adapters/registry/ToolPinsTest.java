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

class ToolPinsTest {

    private static final ToolRef SAY = new ToolRef("files", "say");
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    private final List<ToolApproval> published = new ArrayList<>();
    private final ToolPins pins = new ToolPins(ApproveTools.FIRST_SEEN, CLOCK, published::add);

    @Test
    void approvesTheFirstDefinitionByItself() {
        assertThat(pins.permit(SAY, "one")).isTrue();

        assertThat(published)
                .containsExactly(
                        new ToolApproval(SAY, "one", null, "the first definition that was seen", Samples.NOON));
    }

    @Test
    void approvesNoSecondDefinition() {
        pins.permit(SAY, "one");

        assertThat(pins.permit(SAY, "two")).isFalse();
        assertThat(pins.permit(SAY, "one")).isTrue();
        assertThat(published).hasSize(1);
    }

    @Test
    void holdsOnToWhatTheTopicSays() {
        pins.learn(SAY, approval("one"));

        assertThat(pins.permit(SAY, "two")).isFalse();
        assertThat(published).isEmpty();
    }

    @Test
    void permitsWhatAPersonHasApprovedAndNotWhatWasBefore() {
        pins.permit(SAY, "one");

        pins.learn(SAY, approval("two"));

        assertThat(pins.permit(SAY, "two")).isTrue();
        assertThat(pins.permit(SAY, "one")).isFalse();
    }

    @Test
    void approvesNothingByItselfWhereAPersonHasTo() {
        var strict = new ToolPins(ApproveTools.NEVER, CLOCK, published::add);

        assertThat(strict.permit(SAY, "one")).isFalse();
        strict.learn(SAY, approval("one"));

        assertThat(strict.permit(SAY, "one")).isTrue();
        assertThat(published).isEmpty();
    }

    @Test
    void permitsNothingAnyMoreWhoseApprovalWasTakenBack() {
        var strict = new ToolPins(ApproveTools.NEVER, CLOCK, published::add);
        strict.learn(SAY, approval("one"));

        strict.learn(SAY, null);

        assertThat(strict.permit(SAY, "one")).isFalse();
        assertThat(strict.everApproved(SAY)).isFalse();
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(SAY, hash, "sofia", null, Samples.NOON);
    }
}
