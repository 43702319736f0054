// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.sample.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

    private static final TaskType REPORT = new TaskType("report");

    @Test
    void sortsByTimeOfCreation() {
        var random = new Random(1);
        var earlier = TaskId.random(Samples.NOON, random);
        var later = TaskId.random(Samples.NOON.plusMillis(1), random);

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void isTheSameForTheSameKeyOfTheSameCompanyAndType() {
        var id = TaskId.ofKey(Company.DEFAULT, REPORT, "order-7");

        assertThat(TaskId.ofKey(Company.DEFAULT, REPORT, "order-7")).isEqualTo(id);
        assertThat(TaskId.ofKey(new Company("other"), REPORT, "order-7")).isNotEqualTo(id);
        assertThat(TaskId.ofKey(Company.DEFAULT, new TaskType("audit"), "order-7"))
                .isNotEqualTo(id);
        assertThat(TaskId.ofKey(Company.DEFAULT, REPORT, "order-8")).isNotEqualTo(id);
    }

    @Test
    void isTheSameForEveryReplayOfOneTask() {
        var failed = Samples.aTask().due(Samples.NOON).keyed("order-7").build();

        var replay = failed.replayed(Samples.NOON.plusSeconds(1));

        assertThat(replay.id())
                .isEqualTo(failed.replayed(Samples.NOON.plusSeconds(9)).id());
        assertThat(replay.id()).isEqualTo(TaskId.ofReplay(failed.company(), failed.type(), failed.id()));
        assertThat(replay.id()).isNotEqualTo(failed.id());
        assertThat(replay.replayOf()).isEqualTo(failed.id());
        assertThat(replay.payload()).isEqualTo(failed.payload());
        assertThat(replay.deadline()).isNull();
        assertThat(replay.idempotencyKey()).isNull();
    }

    @Test
    void isTheSameForTheSameRecordReadTwice() {
        var id = TaskId.ofRecord(Samples.NOON, "pulser.tasks.low", 3, 42);

        assertThat(TaskId.ofRecord(Samples.NOON, "pulser.tasks.low", 3, 42)).isEqualTo(id);
        assertThat(TaskId.ofRecord(Samples.NOON, "pulser.tasks.low", 3, 43)).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tsk_",
                "tsk_0123",
                "TSK_00000000000000000000000000000000",
                "tsk_0000000000000000000000000000000G",
                "../../etc/passwd",
                "' OR 1=1 --"
            })
    void rejectsOtherText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskId(text));
    }
}
