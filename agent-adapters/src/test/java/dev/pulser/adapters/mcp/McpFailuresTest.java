// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpFailuresTest {

    @ParameterizedTest
    @ValueSource(longs = {-32600, -32601, -32602, 302, 404, 413})
    void doesNotAskAgainWhatIsRefusedForGood(long code) {
        assertThat(refused(code)).isInstanceOf(Failure.Permanent.class);
        assertThat(refused(code).code()).isEqualTo("tool-refused");
    }

    @ParameterizedTest
    @ValueSource(longs = {-32603, -32000, 0, 429, 500, 503})
    void asksAgainWhatMayBeTakenLater(long code) {
        assertThat(refused(code)).isInstanceOf(Failure.Transient.class);
        assertThat(refused(code).code()).isEqualTo("mcp-error");
    }

    @Test
    void passesOnWhatAPersonHasToSettle() {
        var outcome = McpFailures.unavailable("far", new ServerState.Unusable("auth-error", "it needs authorization"));

        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(
                        new Failure.Permanent("auth-error", "server far cannot be used: it needs authorization")));
    }

    private static Failure refused(long code) {
        var outcome = McpFailures.refused("far", "say", new Reply.Refused(code, "no", null, 2));
        return ((Outcome.Failed) outcome).failure();
    }
}
