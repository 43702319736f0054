// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records with any key, in any partition: the task runs in the lane of its agent. */
@ExtendWith(PulserStack.Shared.class)
class RecordKeyIT {

    private static final int PARTITIONS = 4;

    @Test
    void runsInTheSingleLaneOfItsAgent(PulserStack pulser) throws IOException, InterruptedException {
        try (var agent = PermitAgent.answering()) {
            pulser.define(anAgent("lonely")
                    .homeOf("lonely_work")
                    .capacity(1)
                    .at(agent.address())
                    .build());

            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (var key : new @Nullable String[] {null, "lonely", "dash", "clé étrangère", ""}) {
                    send(pulser, partition, key);
                }
            }

            await().atMost(TaskApi.TIMEOUT).until(() -> agent.calls().size() == PARTITIONS * 5);
            assertThat(agent.calls()).doesNotHaveDuplicates();
            assertThat(agent.maxInWork()).isEqualTo(1);
            assertThat(agent.calls()).allSatisfy(id -> {
                var task = pulser.api().awaitEnd(id);
                assertThat(task.path("status").asText()).isEqualTo("completed");
                assertThat(task.path("assigned_agent").asText()).isEqualTo("lonely");
            });
        }
    }

    private static void send(PulserStack pulser, int partition, @Nullable String key) throws InterruptedException {
        var value = "{\"task_type\":\"lonely_work\",\"payload\":{\"partition\":%d}}".formatted(partition);
        pulser.send(new ProducerRecord<>(
                TopicNames.tasks(Priority.HIGH),
                partition,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8)));
    }
}
