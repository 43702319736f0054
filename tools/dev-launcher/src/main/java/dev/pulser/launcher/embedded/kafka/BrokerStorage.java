// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import dev.pulser.launcher.process.LaunchException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import org.apache.kafka.metadata.storage.Formatter;

/** Storage folder of a broker, formatted like {@code kafka-storage format} does. */
final class BrokerStorage {

    private BrokerStorage() {}

    /** Formats the folder, unless it is formatted already. */
    static void format(KafkaCluster cluster, int node) throws IOException {
        var records = cluster.logDir(node);
        Files.createDirectories(records);
        if (Files.exists(records.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setNodeId(node)
                    .setClusterId(cluster.id())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(records.toString())
                    .addDirectory(records.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the formatter declares Exception
            throw new LaunchException("Cannot format the Kafka storage %s: %s".formatted(records, e.getMessage()), e);
        }
    }
}
