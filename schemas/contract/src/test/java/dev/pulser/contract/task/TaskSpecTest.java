// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.TaskType;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class TaskSpecTest {

    @Test
    void sortsLabelsByKey() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("team", "data");
        labels.put("env", "prod");

        var spec = TaskSpec.of(new TaskType("review"), "{}").withLabels(labels);

        assertThat(spec.labels().keySet()).containsExactly("env", "team");
    }
}
