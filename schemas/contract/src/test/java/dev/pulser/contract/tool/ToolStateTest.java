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
    void allowsCallsOnlyWithTheApprovedDefinition() {
        assertThat(ToolState.of(definition("a", true), approval("a"))).isEqualTo(ToolState.APPROVED);
        assertThat(ToolState.of(definition("b", true), approval("a"))).isEqualTo(ToolState.QUARANTINED);
        assertThat(ToolState.of(definition("a", true), null)).isEqualTo(ToolState.QUARANTINED);
        assertThat(ToolState.of(definition("a", false), approval("a"))).isEqualTo(ToolState.GONE);
    }

    @Test
    void parsesReferencesWhoseToolNameHasSlashes() {
        assertThat(TOOL.value()).isEqualTo("github/repos/list.all");
        assertThat(ToolRef.parse(TOOL.value())).isEqualTo(TOOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "github/", "Git Hub/x", "github/a b", "github/tööl", "github/a\nb"})
    void rejectsInvalidReferences(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ToolRef.parse(text));
    }

    private static ToolDefinition definition(String hash, boolean listed) {
        var spec = new ToolSpec(null, "", "{}", null, ToolHints.NONE);
        return new ToolDefinition(TOOL, spec, hash, listed, "adapter", NOON);
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(TOOL, hash, null, null, NOON);
    }
}
