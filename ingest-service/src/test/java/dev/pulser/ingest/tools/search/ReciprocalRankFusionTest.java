// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocalRankFusionTest {

    @Test
    void ranksCommonResultsFirst() {
        var fused = ReciprocalRankFusion.of(List.of(List.of("a", "b", "c"), List.of("d", "b")));

        assertThat(fused).containsExactly("b", "a", "d", "c");
    }

    @Test
    void keepsTheOrderOfAnOnlyList() {
        assertThat(ReciprocalRankFusion.of(List.of(List.of("z", "y", "x"), List.of())))
                .containsExactly("z", "y", "x");
        assertThat(ReciprocalRankFusion.of(List.of())).isEmpty();
    }
}
