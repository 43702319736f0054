// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.rpc.RequestOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpFailureMapperTest {

    @ParameterizedTest
    @ValueSource(longs = {-32600, -32601, -32602, 302, 404, 413})
    void mapsPermanentErrors(long code) {
        assertThat(failure(code)).isInstanceOf(Failure.Permanent.class);
        assertThat(failure(code).code()).isEqualTo("tool-refused");
    }

    @ParameterizedTest
    @ValueSource(longs = {-32603, -32000, 0, 429, 500, 503})
    void mapsTransientErrors(long code) {
        assertThat(failure(code)).isInstanceOf(Failure.Transient.class);
        assertThat(failure(code).code()).isEqualTo("mcp-error");
    }

    @Test
    void mapsFailedServers() {
        var outcome =
                McpFailureMapper.unavailable("far", new ServerState.Failed("auth-error", "Authorization required"));

        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(
                        new Failure.Permanent("auth-error", "MCP server far failed: Authorization required.")));
    }

    private static Failure failure(long code) {
        var outcome = McpFailureMapper.error("far", "say", new RequestOutcome.ErrorResponse(code, "no", null, 2));
        return ((Outcome.Failed) outcome).failure();
    }
}
