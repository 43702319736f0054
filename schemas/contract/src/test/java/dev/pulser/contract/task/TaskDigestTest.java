// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskDigestTest {

    @Test
    void ignoresIdentityAndTimeOfSubmission() {
        assertThat(aTask().build()
                        .requestsSameWorkAs(
                                aTask().submittedAt(NOON.plusSeconds(9)).build()))
                .isTrue();
    }

    @Test
    void countsLabelsInAnyOrder() {
        var task = aTask().labeled("team", "core").labeled("env", "test").build();

        assertThat(task.requestsSameWorkAs(
                        aTask().labeled("env", "test").labeled("team", "core").build()))
                .isTrue();
        assertThat(task.requestsSameWorkAs(aTask().labeled("team", "core").build()))
                .isFalse();
        assertThat(task.requestsSameWorkAs(aTask().build())).isFalse();
    }
}
