// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.Channel;
import dev.pulser.telemetry.channel.EgressConfig;
import dev.pulser.telemetry.channel.EmailChannel;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.feed.FeedConsumers;
import dev.pulser.telemetry.feed.FeedDecoder;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.feed.FeedThread;
import dev.pulser.telemetry.feed.GroupOffsets;
import dev.pulser.telemetry.feed.KafkaConfig;
import dev.pulser.telemetry.feed.SchemaRegistryConfig;
import dev.pulser.telemetry.feed.TopicCheck;
import dev.pulser.telemetry.feed.TopicsConfig;
import dev.pulser.telemetry.health.TelemetryReadiness;
import dev.pulser.telemetry.migration.ContextConfig;
import dev.pulser.telemetry.migration.Migrations;
import dev.pulser.telemetry.migration.PostgresConfig;
import dev.pulser.telemetry.outbox.AlertThread;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.redis.RedisConfig;
import dev.pulser.telemetry.redis.RedisViews;
import dev.pulser.telemetry.redis.RedisViewsConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Puts the service's parts together. */
@Singleton
class TelemetryProducer {

    /** What PostgreSQL is told. */
    private static final Set<String> PROJECTED = Set.of(
            TopicNames.TASK_EVENTS,
            TopicNames.DEAD_LETTERS,
            TopicNames.COMMANDS,
            TopicNames.AGENT_DEFINITIONS,
            TopicNames.AGENT_STATUS,
            TopicNames.TOOL_OFFERS,
            TopicNames.TOOL_APPROVALS);

    private static final String PROJECTION = "pulser-projection";
    private static final String REDIS_VIEWS = "pulser-redis-views";

    private final FeedState postgres = new FeedState();
    private final FeedState redis = new FeedState();

    @Produces
    @Readiness
    HealthCheck readiness() {
        return new TelemetryReadiness(Map.of("postgres", postgres, "redis", redis));
    }

    @Produces
    @Singleton
    TopicCheck topicCheck(KafkaConfig kafka, TopicsConfig topics) {
        return new TopicCheck(kafka.bootstrap(), topics, PROJECTED);
    }

    @Produces
    @Singleton
    Topics topics(SchemaRegistryConfig registry) {
        return Topics.using(Codecs.using(registry.url().orElse(null)));
    }

    @Produces
    @Singleton
    FeedConsumers consumers(KafkaConfig kafka, @ConfigProperty(name = "quarkus.http.port") int port)
            throws UnknownHostException {
        return new FeedConsumers(kafka.bootstrap(), InetAddress.getLocalHost().getHostName() + "-" + port);
    }

    @Produces
    @Singleton
    TaskProjection projection(PostgresConfig config, ContextConfig context, AgroalDataSource projector) {
        return new TaskProjection(new Migrations(config, context), projector, postgres);
    }

    @Produces
    @Singleton
    RedisViews redisViews(RedisConfig config, RedisViewsConfig views) {
        return new RedisViews(config, views);
    }

    @Produces
    @Singleton
    AlertThread alerts(AlertsConfig config, EgressConfig egress, Mailer mailer, AgroalDataSource projector) {
        var channels = new ArrayList<Channel>();
        var policy = EgressPolicy.allowing(egress.allow().orElse(List.of()));
        config.slackUrl().ifPresent(url -> channels.add(new SlackChannel(url, policy)));
        config.smtp().host().ifPresent(host -> channels.add(new EmailChannel(mailer, config.smtp())));
        return new AlertThread(projector, channels, config, InstantSource.system());
    }

    @Produces
    @Singleton
    List<FeedThread> feeds(FeedConsumers consumers, Topics topics, TaskProjection projection, RedisViews views) {
        var clock = InstantSource.system();
        return List.of(
                new FeedThread(
                        PROJECTION,
                        PROJECTED,
                        () -> consumers.in(PROJECTION),
                        new FeedDecoder(topics, postgres),
                        projection,
                        consumer -> projection,
                        postgres,
                        clock),
                new FeedThread(
                        REDIS_VIEWS,
                        Set.of(TopicNames.TASK_EVENTS, TopicNames.COMMANDS),
                        () -> consumers.in(REDIS_VIEWS),
                        new FeedDecoder(topics, redis),
                        views,
                        GroupOffsets::new,
                        redis,
                        clock));
    }
}
