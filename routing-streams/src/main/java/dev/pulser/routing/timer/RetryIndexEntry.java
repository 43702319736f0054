// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.name.AgentName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Index entry of a task in a retry delay, by which its timer is found. Stored as 8 bytes of milliseconds followed by
 * the agent.
 *
 * @param due time of the timer
 */
record RetryIndexEntry(Instant due, AgentName agent) {

    static Serde<RetryIndexEntry> serde() {
        return Serdes.serdeFrom(
                (topic, retry) -> {
                    var name = retry.agent.value().getBytes(StandardCharsets.US_ASCII);
                    return ByteBuffer.allocate(Long.BYTES + name.length)
                            .putLong(retry.due.toEpochMilli())
                            .put(name)
                            .array();
                },
                (topic, bytes) -> new RetryIndexEntry(
                        Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()),
                        new AgentName(
                                new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.US_ASCII))));
    }
}
