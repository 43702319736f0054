// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Key of a queue. Stored as {@code agent|priority|company|}; no part can contain the bar. */
public record QueueKey(AgentName agent, Priority priority, Company company) {

    private static final char BAR = '|';

    static Serde<QueueKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(0).array(), (topic, bytes) -> parse(bytes, bytes.length));
    }

    /** @param more bytes to leave free behind the key */
    ByteBuffer bytes(int more) {
        var text = (agent.value() + BAR + priority.wireName() + BAR + company.name() + BAR)
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(text.length + more).put(text);
    }

    static QueueKey parse(byte[] bytes, int length) {
        var parts = new String(bytes, 0, length, StandardCharsets.US_ASCII).split("\\|", 3);
        var company = parts[2].substring(0, parts[2].length() - 1);
        return new QueueKey(new AgentName(parts[0]), Priority.parse(parts[1]).orElseThrow(), new Company(company));
    }
}
