// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarNamesTest {

    @Test
    void ordersByDistance() {
        assertThat(SimilarNames.of("files_raed", List.of("sql_query", "files_list", "files_read", "echo")))
                .startsWith("files_read")
                .doesNotContain("sql_query", "echo");
    }

    @Test
    void suggestsWhatContainsTheName() {
        assertThat(SimilarNames.of("outline", List.of("markdown_outline", "echo")))
                .containsExactly("markdown_outline");
    }

    @Test
    void countsInsertionsDeletionsAndChanges() {
        assertThat(SimilarNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(SimilarNames.distance("", "abc")).isEqualTo(3);
        assertThat(SimilarNames.distance("abc", "abc")).isZero();
    }
}
