// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Where a task waits: its FIFO and its number in it. As bytes, the places of a FIFO follow each other in order.
 *
 * @param index rising; given once while the FIFO is not empty
 */
public record Place(Line line, long index) {

    /**
     * A FIFO's name. As bytes: {@code agent|class|company|}, where no part can hold the bar.
     *
     * @param priority the class
     */
    public record Line(AgentName agent, Priority priority, Company company) {

        private static final char BAR = '|';

        static Serde<Line> serde() {
            return Serdes.serdeFrom(
                    (topic, line) -> line.bytes(0).array(), (topic, bytes) -> parse(bytes, bytes.length));
        }

        private ByteBuffer bytes(int more) {
            var text = (agent.value() + BAR + priority.wireName() + BAR + company.name() + BAR)
                    .getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(text.length + more).put(text);
        }

        private static Line parse(byte[] bytes, int length) {
            var parts = new String(bytes, 0, length, StandardCharsets.US_ASCII).split("\\|", 3);
            var company = parts[2].substring(0, parts[2].length() - 1);
            return new Line(new AgentName(parts[0]), Priority.parse(parts[1]).orElseThrow(), new Company(company));
        }
    }

    /** The form of places in stores. */
    public static Serde<Place> serde() {
        return Serdes.serdeFrom((topic, place) -> place.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        return line.bytes(Long.BYTES).putLong(index).array();
    }

    private static Place parse(byte[] bytes) {
        int length = bytes.length - Long.BYTES;
        return new Place(Line.parse(bytes, length), ByteBuffer.wrap(bytes).getLong(length));
    }
}
