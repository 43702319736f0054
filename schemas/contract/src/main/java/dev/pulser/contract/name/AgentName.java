// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Name of an agent; key of its lane.
 *
 * @param value see {@link Names}
 */
public record AgentName(String value) implements Comparable<AgentName> {

    public AgentName {
        Names.require("agent name", value);
    }

    /** Returns the partition of the agent's lane, the one that Kafka's default partitioner for Java chooses for this key. */
    public int partition(int partitions) {
        return Utils.toPositive(Utils.murmur2(value.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public int compareTo(AgentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
