// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.kafka;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a consumer group is behind, partition by partition. */
public final class KafkaLag implements Tool {

    private static final Parameter.Text GROUP = Parameter.required("group", "Name of the consumer group.");

    private final @Nullable GroupOffsets offsets;

    /** Asks {@code host:port}, several separated by commas; null where none is configured: calls then say so. */
    public KafkaLag(@Nullable String bootstrap) {
        this.offsets = bootstrap == null ? null : new GroupOffsets(bootstrap);
    }

    /**
     * By topic and partition.
     *
     * @param known    whether the group has committed anything; if not there are no partitions
     * @param totalLag of the partitions with a commit
     */
    record Lag(String group, boolean known, long totalLag, List<PartitionLag> partitions) {}

    /** @param end the offset the next record will get */
    record PartitionLag(String topic, int partition, long committed, long end, long lag) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "kafka_lag",
                "Lag of a consumer group",
                "Tells for each partition a Kafka consumer group has committed: the committed offset, the end and the"
                        + " lag, and the lag in all.",
                List.of(GROUP),
                Lag.class,
                true);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        return offsets == null
                ? new ToolResult.Refusal(
                        "TOOLBOX_KAFKA is not set: give the toolbox the bootstrap servers of a Kafka cluster")
                : offsets.lag(arguments.text(GROUP));
    }
}
