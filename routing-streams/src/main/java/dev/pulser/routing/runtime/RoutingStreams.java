// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.time.SteadyClock;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.RoutingConfig;
import dev.pulser.routing.RoutingParts;
import dev.pulser.routing.RoutingTopology;
import dev.pulser.routing.failure.DeadLetterRecords;
import dev.pulser.routing.failure.ThreadBudget;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams in this service: started once, closed with it. */
@ApplicationScoped
public class RoutingStreams {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingStreams.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final int DEATHS = 20;
    private static final Duration DEATHS_WINDOW = Duration.ofMinutes(10);

    private final RoutingConfig routing;
    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final SchemaRegistryConfig registry;
    /** Timers must not depend on somebody setting the machine's clock. */
    private final Clock clock = new SteadyClock(Clock.systemUTC(), System::nanoTime);

    private volatile @Nullable KafkaStreams streams;

    RoutingStreams(RoutingConfig routing, KafkaConfig kafka, TopicsConfig topics, SchemaRegistryConfig registry) {
        this.routing = routing;
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
    }

    /**
     * Checks what is needed, waiting for the broker, and starts.
     *
     * @param onError called once, from a stream thread, when Kafka Streams has ended by itself
     */
    public void start(Runnable onError) throws CannotStart, InterruptedException {
        var known = Topics.using(Codecs.using(registry.url().orElse(null)));
        var parts = parts(known);
        StateFolder.requireWritable(routing.stateDir());
        new StartCheck(kafka, topics, routing.startTimeout(), clock).run();
        var deadLetters = new DeadLetterRecords(known, clock, routing.maxRecordBytes());
        var running = new KafkaStreams(
                new RoutingTopology(parts).build(),
                StreamsSettings.of(routing, kafka, topics, deadLetters),
                new SteadyTime(clock));
        running.setUncaughtExceptionHandler(new ThreadBudget(clock, DEATHS, DEATHS_WINDOW));
        running.setStateListener((state, before) -> {
            LOG.info("streams state={} before={}", state, before);
            if (state == KafkaStreams.State.ERROR) {
                onError.run();
            }
        });
        streams = running;
        running.start();
    }

    private RoutingParts parts(Topics known) throws CannotStart {
        try {
            return RoutingParts.of(routing, known, topics.partitions());
        } catch (IllegalArgumentException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    /** What Kafka Streams is doing; null before the start. */
    KafkaStreams.@Nullable State state() {
        var running = streams;
        return running == null ? null : running.state();
    }

    void stop(@Observes ShutdownEvent event) {
        var running = streams;
        if (running != null) {
            running.close(CLOSE_LIMIT);
        }
    }
}
