// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionDetectorTest {

    @ParameterizedTest
    @CsvSource({
        "aa,",
        "aaa,1",
        "baaa,1",
        "aabaa,",
        "ababa,",
        "ababab,2",
        "xababab,2",
        "abcabcabc,3",
        "abcdabcdabcd,4",
        "abcdabcdabcx,",
        "abcdeabcdeabcde,",
        "aabaabaab,3"
    })
    void detectsCyclesOfUpToFourCalls(String calls, Integer length) {
        var repetition = RepetitionDetector.NONE;
        for (int i = 0; i < calls.length(); i++) {
            repetition = repetition.after(calls.substring(i, i + 1));
        }

        assertThat(repetition.cycle()).isEqualTo(Optional.ofNullable(length));
        assertThat(repetition.calls()).hasSizeLessThanOrEqualTo(12);
    }
}
