// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.RoutingComponents;
import dev.pulser.routing.RoutingConfig;
import dev.pulser.routing.RoutingTopology;
import dev.pulser.routing.failure.DeadLetterRecords;
import dev.pulser.routing.failure.ThreadRestartPolicy;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.start.ServiceStartException;
import dev.pulser.service.start.StartCheck;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams of this service. {@link #start} may be called once; {@link #state} and {@link #close} from any thread.
 */
public final class RoutingStreams implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RoutingStreams.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_THREAD_DEATHS = 20;
    private static final Duration THREAD_DEATHS_WINDOW = Duration.ofMinutes(10);

    private final RoutingConfig config;
    private final KafkaConfig kafka;
    private final TopicsConfig topicsConfig;
    private final Topics topics;
    private final Clock clock;

    private volatile @Nullable KafkaStreams streams;

    /** @param clock monotonic clock, so that leases and timers do not depend on changes of the system time */
    RoutingStreams(RoutingConfig config, KafkaConfig kafka, TopicsConfig topicsConfig, Topics topics, Clock clock) {
        this.config = config;
        this.kafka = kafka;
        this.topicsConfig = topicsConfig;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Checks configuration, state directory and topics, waiting for the broker, and starts Kafka Streams.
     *
     * @param onError called once, from a stream thread, when Kafka Streams has shut down after errors
     */
    public void start(Runnable onError) throws ServiceStartException, InterruptedException {
        var components = components();
        StateDirectory.requireWritable(config.stateDir());
        new StartCheck(kafka, topicsConfig).run(config.startTimeout(), clock);
        AgentDefinitionsCheck.requireAgents(kafka);
        var deadLetters = new DeadLetterRecords(topics, clock, config.maxRecordBytes());
        var created = new KafkaStreams(
                new RoutingTopology(components).build(),
                StreamsProperties.of(config, kafka, topicsConfig, deadLetters),
                new StreamsTime(clock));
        created.setUncaughtExceptionHandler(new ThreadRestartPolicy(clock, MAX_THREAD_DEATHS, THREAD_DEATHS_WINDOW));
        created.setStateListener((state, before) -> {
            LOG.infof("Kafka Streams state changed state=%s before=%s", state, before);
            if (state == KafkaStreams.State.ERROR) {
                onError.run();
            }
        });
        streams = created;
        created.start();
    }

    private RoutingComponents components() throws ServiceStartException {
        try {
            return RoutingComponents.of(config, topics, topicsConfig.partitions());
        } catch (IllegalArgumentException e) {
            throw new ServiceStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the state of Kafka Streams; null before the start. */
    KafkaStreams.@Nullable State state() {
        var created = streams;
        return created == null ? null : created.state();
    }

    /** Closes Kafka Streams within 10 seconds; does nothing before the start. */
    @Override
    public void close() {
        var created = streams;
        if (created != null) {
            created.close(CLOSE_LIMIT);
        }
    }
}
