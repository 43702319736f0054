// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolPagesTest {

    private final ToolPages pages = new ToolPages("far");

    @Test
    void goesOnWhileThereIsACursor() throws StartFailure {
        assertThat(pages.add(page("{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"2\"}")))
                .isEqualTo(new Json("\"2\""));
        assertThat(pages.add(page("{\"tools\":[{\"name\":\"b\"}],\"nextCursor\":null}")))
                .isNull();

        assertThat(pages.listing().tools()).containsOnlyKeys("a", "b");
    }

    @Test
    void endsWhereACursorComesAgain() throws StartFailure {
        pages.add(page("{\"nextCursor\":\"same\"}"));

        assertThat(pages.add(page("{\"nextCursor\":\"same\"}"))).isNull();
    }

    @Test
    void holdsAsLongAsThePageThatHoldsShortest() throws StartFailure {
        assertThat(pages.fresh()).isNull();

        pages.add(page("{\"ttlMs\":90000,\"nextCursor\":\"2\"}"));
        pages.add(page("{\"ttlMs\":60000,\"nextCursor\":\"3\"}"));
        pages.add(page("{\"ttlMs\":\"never\"}"));

        assertThat(pages.fresh()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void takesNoPauseLongerThanADay() throws StartFailure {
        pages.add(page("{\"ttlMs\":1e300}"));

        assertThat(pages.fresh()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void hasNoToolsWhereTheMethodIsUnknown() throws StartFailure {
        assertThat(pages.add(new Reply.Refused(-32601, "no", null, 2))).isNull();

        assertThat(pages.listing().tools()).isEmpty();
    }

    @Test
    void failsOnEveryOtherRefusal() {
        assertThatThrownBy(() -> pages.add(new Reply.Refused(-32603, "broken", null, 2)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("broken");
    }

    private static Reply page(String result) {
        return new Reply.Result(new Json(result), result.length());
    }
}
