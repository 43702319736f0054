// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.kafka;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tool that returns the lag of a consumer group for each partition. */
public final class KafkaLag implements Tool {

    private static final Parameter.TextParameter GROUP = Parameter.required("group", "Name of the consumer group.");

    private final @Nullable GroupOffsets offsets;

    /** @param bootstrap bootstrap servers, separated by commas; null when none are configured, calls then fail */
    public KafkaLag(@Nullable String bootstrap) {
        this.offsets = bootstrap == null ? null : new GroupOffsets(bootstrap);
    }

    /**
     * Lag by topic and partition.
     *
     * @param known    true when the group has committed offsets
     * @param totalLag sum over all partitions
     */
    record Lag(String group, boolean known, long totalLag, List<PartitionLag> partitions) {}

    /** @param end offset of the next record */
    record PartitionLag(String topic, int partition, long committed, long end, long lag) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "kafka_lag",
                "Lag of a consumer group",
                "Returns committed offset, end and lag of each partition with a committed offset, and the total lag.",
                List.of(GROUP),
                Lag.class,
                true);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        return offsets == null
                ? new ToolResult.Failure(
                        "TOOLBOX_KAFKA is not set. Set it to the bootstrap servers of a Kafka cluster.")
                : offsets.lag(arguments.text(GROUP));
    }
}
