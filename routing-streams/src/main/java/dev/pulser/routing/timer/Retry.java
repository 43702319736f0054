// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.name.AgentName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** When a task's next attempt is due, and in whose lane: with it the timer is found. As bytes: eight of milliseconds, then the name. */
record Retry(Instant due, AgentName agent) {

    static Serde<Retry> serde() {
        return Serdes.serdeFrom(
                (topic, retry) -> {
                    var name = retry.agent.value().getBytes(StandardCharsets.US_ASCII);
                    return ByteBuffer.allocate(Long.BYTES + name.length)
                            .putLong(retry.due.toEpochMilli())
                            .put(name)
                            .array();
                },
                (topic, bytes) -> new Retry(
                        Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()),
                        new AgentName(
                                new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.US_ASCII))));
    }
}
