// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStateTest {

    @ParameterizedTest
    @EnumSource
    void nothingFollowsATerminalState(TaskState state) {
        for (var next : TaskState.values()) {
            if (state.isTerminal()) {
                assertThat(state.mayBecome(next)).as("%s to %s", state, next).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOpenStateCanStillEnd(TaskState state) {
        if (!state.isTerminal()) {
            assertThat(state.mayBecome(TaskState.FAILED)).isTrue();
            assertThat(state.mayBecome(TaskState.EXPIRED)).isTrue();
        }
    }

    @Test
    void onlyARunningTaskCompletes() {
        for (var state : TaskState.values()) {
            assertThat(state.mayBecome(TaskState.COMPLETED)).as(state.name()).isEqualTo(state == TaskState.RUNNING);
        }
    }

    @Test
    void aWaitingTaskMayBeQueuedInAnotherLane() {
        assertThat(TaskState.QUEUED.mayBecome(TaskState.QUEUED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isReadBackFromItsWireName(TaskState state) {
        assertThat(TaskState.parse(state.wireName())).contains(state);
    }
}
