// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

    @Test
    void ordersByDistance() {
        assertThat(NearestNames.of("files_raed", List.of("sql_query", "files_list", "files_read", "echo")))
                .startsWith("files_read")
                .doesNotContain("sql_query", "echo");
    }

    @Test
    void suggestsWhatContainsTheName() {
        assertThat(NearestNames.of("outline", List.of("markdown_outline", "echo")))
                .containsExactly("markdown_outline");
    }

    @Test
    void countsInsertionsDeletionsAndChanges() {
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearestNames.distance("abc", "abc")).isZero();
    }
}
