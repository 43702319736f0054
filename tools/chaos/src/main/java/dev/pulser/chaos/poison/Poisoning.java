// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.fault.Proof;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Phase;
import java.util.HashMap;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bad records in every partition of each topic that others may write to; the history says where each one is. */
public record Poisoning(Door door, History history, int partitions) {

    private static final int CLIENT = -1;

    /** Puts a record where it is told, and says where that was. */
    @FunctionalInterface
    public interface Door {
        Optional<Place> send(ProducerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /** @param mark makes the bytes of this time its own */
    public Proof deal(String mark) throws InterruptedException {
        int put = 0;
        var all = Poison.everywhere(partitions, mark);
        for (var poison : all) {
            var facts = new HashMap<String, String>();
            long op = history.invoke(CLIENT, "inject", facts);
            var place = door.send(poison.record());
            place.ifPresent(where -> {
                facts.put("topic", where.topic());
                facts.put("partition", Integer.toString(where.partition()));
                facts.put("offset", Long.toString(where.offset()));
                facts.put("codes", String.join(",", poison.codes()));
                var hash = poison.hash();
                if (hash != null) {
                    facts.put("hash", hash);
                }
            });
            put += place.isPresent() ? 1 : 0;
            history.complete(place.isPresent() ? Phase.OK : Phase.INFO, op, CLIENT, "inject", facts);
        }
        return new Proof(put > 0, "%d of %d bad records are in their partitions".formatted(put, all.size()));
    }
}
