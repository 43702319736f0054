// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder of a broker's records, as {@code kafka-storage format} leaves it. */
final class BrokerStorage {

    private BrokerStorage() {}

    /** Does nothing when that has happened before. */
    static void format(KafkaCluster cluster, int node) throws IOException {
        var records = cluster.recordsOf(node);
        Files.createDirectories(records);
        if (Files.exists(records.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setNodeId(node)
                    .setClusterId(cluster.id())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(records.toString())
                    .addDirectory(records.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the formatter declares no less
            throw new LaunchFailure("cannot format Kafka's storage %s: %s".formatted(records, e.getMessage()), e);
        }
    }
}
