// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that connect to Kafka: {@code --kafka}, {@code --partitions}, {@code --replication}. */
final class KafkaOptions {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PULSER_KAFKA_BOOTSTRAP:-127.0.0.1:19092}",
            description = "Bootstrap servers; also PULSER_KAFKA_BOOTSTRAP (default: 127.0.0.1:19092).")
    private String bootstrap = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the co-partitioned topics; also PULSER_TOPICS_PARTITIONS (default: 4).")
    private @Nullable Integer partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            description =
                    "Replication factor, at most the number of brokers; also PULSER_TOPICS_REPLICATION (default: 1).")
    private @Nullable Integer replication;

    String bootstrap() {
        return bootstrap;
    }

    KafkaTopics topics() {
        var settings = TopicSettings.ofProcess();
        return new KafkaTopics(
                bootstrap,
                partitions == null ? settings.partitions() : partitions,
                replication == null ? settings.replication() : replication);
    }
}
