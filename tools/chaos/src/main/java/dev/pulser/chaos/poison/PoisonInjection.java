// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.fault.FaultEffect;
import dev.pulser.chaos.history.OperationHistory;
import dev.pulser.chaos.history.OperationPhase;
import java.util.HashMap;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Malformed records in all partitions of the topics that clients write to. The history records their positions. */
public record PoisonInjection(Sender sender, OperationHistory history, int partitions) {

    private static final int CLIENT = -1;

    /** Producer that returns the position of a written record. */
    @FunctionalInterface
    public interface Sender {
        Optional<RecordPosition> send(ProducerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /** @param mark text that is unique to this injection */
    public FaultEffect inject(String mark) throws InterruptedException {
        int written = 0;
        var all = PoisonRecord.everywhere(partitions, mark);
        for (var poison : all) {
            var facts = new HashMap<String, String>();
            long op = history.invoke(CLIENT, "inject", facts);
            var place = sender.send(poison.record());
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
            written += place.isPresent() ? 1 : 0;
            history.complete(place.isPresent() ? OperationPhase.OK : OperationPhase.INFO, op, CLIENT, "inject", facts);
        }
        return new FaultEffect(written > 0, "%d of %d malformed records written".formatted(written, all.size()));
    }
}
