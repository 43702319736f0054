// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.company.Company;
import dev.pulser.ingest.kafka.DurableWrites;
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

/** Makes commands and sends them. Safe from any thread. */
@Singleton
public final class Commands {

    private static final Logger LOG = Logger.getLogger(Commands.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final DurableWrites writes;
    private final InstantSource time;
    private final RandomGenerator random;

    @Inject
    Commands(DurableWrites writes, InstantSource time, RandomGenerator random) {
        this.writes = writes;
        this.time = time;
        this.random = random;
    }

    /** A new command. */
    public Command command(Company company, Asked asked, Command.Body body) {
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Command(CommandId.random(now, random), company, now, asked.by(), asked.reason(), body);
    }

    /**
     * Returns once all of them are durable.
     *
     * @throws ProblemException where that is not known of each; sending them again does no harm
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        var failures =
                writes.deliver(records).stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            LOG.warnf(
                    "commands not delivered failed=%d of=%d reason=%s",
                    failures.size(), records.size(), failures.getFirst());
            throw new ProblemException(Problem.passing(
                    ProblemType.KAFKA_UNAVAILABLE,
                    "Kafka has not acknowledged %d of %d records; send the same again, which does nothing twice"
                            .formatted(failures.size(), records.size()),
                    AGAIN));
        }
    }
}
