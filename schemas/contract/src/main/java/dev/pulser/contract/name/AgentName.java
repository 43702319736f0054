// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * An agent's name: the key of its lane.
 *
 * @param value see {@link Names}
 */
public record AgentName(String value) implements Comparable<AgentName> {

    public AgentName {
        Names.require("an agent name", value);
    }

    /** The partition of the agent's lane, the one Java's default partitioner gives its name as a key. */
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
