// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.kafka.DurableRecordWriter;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Creates commands and writes them to Kafka. Thread-safe. */
@Singleton
public final class CommandSender {

    private static final Logger LOG = Logger.getLogger(CommandSender.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DurableRecordWriter writer;
    private final InstantSource time;
    private final RandomGenerator random;

    @Inject
    CommandSender(DurableRecordWriter writer, InstantSource time, RandomGenerator random) {
        this.writer = writer;
        this.time = time;
        this.random = random;
    }

    /** Creates a command with a new id and the current time. */
    public Command command(Company company, AuditInfo audit, Command.Body body) {
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Command(CommandId.random(now, random), company, now, audit.by(), audit.reason(), body);
    }

    /**
     * Writes records and returns once all of them are durable.
     *
     * @throws ProblemException if any record was not acknowledged; resending is idempotent
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        var failures = writer.write(records).stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            LOG.warnf(
                    "Records not acknowledged by Kafka failed=%d total=%d reason=\"%s\"",
                    failures.size(), records.size(), failures.getFirst());
            throw new ProblemException(Problem.temporary(
                    ProblemType.KAFKA_UNAVAILABLE,
                    "Kafka did not acknowledge %d of %d records in time; repeat the request, which is idempotent."
                            .formatted(failures.size(), records.size()),
                    RETRY_AFTER));
        }
    }
}
