// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.service.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolListPagesTest {

    private final ToolListPages pages = new ToolListPages("far");

    @Test
    void continuesWhileThereIsACursor() throws ServerStartException {
        assertThat(pages.add(page("{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"2\"}")))
                .isEqualTo(new Json("\"2\""));
        assertThat(pages.add(page("{\"tools\":[{\"name\":\"b\"}],\"nextCursor\":null}")))
                .isNull();

        assertThat(pages.toList().tools()).containsOnlyKeys("a", "b");
    }

    @Test
    void stopsAtARepeatedCursor() throws ServerStartException {
        pages.add(page("{\"nextCursor\":\"same\"}"));

        assertThat(pages.add(page("{\"nextCursor\":\"same\"}"))).isNull();
    }

    @Test
    void usesTheShortestTtlOfAllPages() throws ServerStartException {
        assertThat(pages.ttl()).isNull();

        pages.add(page("{\"ttlMs\":90000,\"nextCursor\":\"2\"}"));
        pages.add(page("{\"ttlMs\":60000,\"nextCursor\":\"3\"}"));
        pages.add(page("{\"ttlMs\":\"never\"}"));

        assertThat(pages.ttl()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void limitsTheTtlToADay() throws ServerStartException {
        pages.add(page("{\"ttlMs\":1e300}"));

        assertThat(pages.ttl()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void hasNoToolsIfTheMethodIsNotFound() throws ServerStartException {
        assertThat(pages.add(new RequestOutcome.ErrorResponse(-32601, "no", null, 2)))
                .isNull();

        assertThat(pages.toList().tools()).isEmpty();
    }

    @Test
    void failsOnAnyOtherError() {
        assertThatThrownBy(() -> pages.add(new RequestOutcome.ErrorResponse(-32603, "broken", null, 2)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("broken");
    }

    private static RequestOutcome page(String result) {
        return new RequestOutcome.Result(new Json(result), result.length());
    }
}
