// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.config.ContextConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.RedisConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.start.StartCheck;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.alerting.AlertingThread;
import dev.pulser.telemetry.batch.SinkRecordDecoder;
import dev.pulser.telemetry.channel.AlertChannel;
import dev.pulser.telemetry.channel.EmailChannel;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.health.TelemetryReadiness;
import dev.pulser.telemetry.postgres.Migrations;
import dev.pulser.telemetry.postgres.PostgresConfig;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.redis.RedisSinkConfig;
import dev.pulser.telemetry.redis.RedisTaskSink;
import dev.pulser.telemetry.sink.ConsumerGroupOffsets;
import dev.pulser.telemetry.sink.SinkConsumers;
import dev.pulser.telemetry.sink.SinkThread;
import io.agroal.api.AgroalDataSource;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Composition of the service. */
@ApplicationScoped
class TelemetryProducer {

    private static final Set<String> POSTGRES_TOPICS = Set.of(
            TopicNames.TASK_EVENTS,
            TopicNames.DEAD_LETTERS,
            TopicNames.COMMANDS,
            TopicNames.AGENT_DEFINITIONS,
            TopicNames.AGENT_STATUS,
            TopicNames.TOOL_DEFINITIONS,
            TopicNames.TOOL_APPROVALS);

    private static final Set<String> REDIS_TOPICS = Set.of(TopicNames.TASK_EVENTS, TopicNames.COMMANDS);

    private static final String POSTGRES_GROUP = "pulser-projection";
    private static final String REDIS_GROUP = "pulser-redis";

    private final SinkStatus postgresStatus = new SinkStatus();
    private final SinkStatus redisStatus = new SinkStatus();

    @Produces
    @Readiness
    HealthCheck readiness() {
        return new TelemetryReadiness(Map.of("postgres", postgresStatus, "redis", redisStatus));
    }

    @Produces
    @Singleton
    StartCheck startCheck(KafkaConfig kafka, TopicsConfig topics) {
        return new StartCheck(kafka, topics).limitedTo(POSTGRES_TOPICS);
    }

    @Produces
    @Singleton
    SinkConsumers consumers(KafkaConfig kafka, @ConfigProperty(name = "quarkus.http.port") int port)
            throws UnknownHostException {
        return new SinkConsumers(kafka.bootstrap(), InetAddress.getLocalHost().getHostName() + "-" + port);
    }

    @Produces
    @Singleton
    PostgresSink postgresSink(PostgresConfig config, ContextConfig context, AgroalDataSource projector) {
        return new PostgresSink(new Migrations(config, context), projector, postgresStatus);
    }

    @Produces
    @Singleton
    RedisTaskSink redisSink(RedisConfig redis, RedisSinkConfig config) {
        return new RedisTaskSink(redis, config);
    }

    @Produces
    @Singleton
    AlertingThread alerting(
            AlertsConfig config, EgressPolicy egress, Mailer mailer, AgroalDataSource projector, Clock clock) {
        var channels = new ArrayList<AlertChannel>();
        config.slackUrl().ifPresent(url -> channels.add(new SlackChannel(url, egress)));
        config.smtp().host().ifPresent(host -> channels.add(new EmailChannel(mailer, config.smtp())));
        return new AlertingThread(projector, channels, config, clock);
    }

    @Produces
    @Singleton
    List<SinkThread> sinks(
            SinkConsumers consumers, Topics topics, PostgresSink postgres, RedisTaskSink redis, Clock clock) {
        var postgresSource = new SinkThread.Source(
                POSTGRES_GROUP,
                POSTGRES_TOPICS,
                () -> consumers.member(POSTGRES_GROUP),
                new SinkRecordDecoder(topics, postgresStatus));
        var redisSource = new SinkThread.Source(
                REDIS_GROUP,
                REDIS_TOPICS,
                () -> consumers.member(REDIS_GROUP),
                new SinkRecordDecoder(topics, redisStatus));
        return List.of(
                new SinkThread(postgresSource, postgres, consumer -> postgres, postgresStatus, clock),
                new SinkThread(redisSource, redis, ConsumerGroupOffsets::new, redisStatus, clock));
    }
}
