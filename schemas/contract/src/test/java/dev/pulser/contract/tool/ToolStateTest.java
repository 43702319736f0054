// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolStateTest {

    private static final ToolRef TOOL = new ToolRef("github", "repos/list.all");

    @Test
    void letsACallThroughOnlyWithTheApprovedDefinition() {
        assertThat(ToolState.of(offer("a", true), approval("a"))).isEqualTo(ToolState.APPROVED);
        assertThat(ToolState.of(offer("b", true), approval("a"))).isEqualTo(ToolState.QUARANTINED);
        assertThat(ToolState.of(offer("a", true), null)).isEqualTo(ToolState.QUARANTINED);
        assertThat(ToolState.of(offer("a", false), approval("a"))).isEqualTo(ToolState.GONE);
    }

    @Test
    void isWrittenWithItsServerAndReadAgainThoughItsNameHasSlashes() {
        assertThat(TOOL.value()).isEqualTo("github/repos/list.all");
        assertThat(ToolRef.parse(TOOL.value())).isEqualTo(TOOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "github/", "Git Hub/x", "github/a b", "github/tööl", "github/a\nb"})
    void refusesWhatIsNoTool(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ToolRef.parse(text));
    }

    private static ToolOffer offer(String hash, boolean offered) {
        return new ToolOffer(TOOL, null, "", "{}", null, null, null, null, null, hash, offered, "adapter", NOON);
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(TOOL, hash, null, null, NOON);
    }
}
