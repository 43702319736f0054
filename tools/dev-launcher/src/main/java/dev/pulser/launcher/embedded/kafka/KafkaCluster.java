// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Cluster of embedded brokers, numbered from 1. Each is a controller too: a cluster of three tolerates the loss of one.
 *
 * <p>Threads: safe.
 */
public final class KafkaCluster {

    private static final String RECORDS = "records";
    private static final String FIRST = "1";

    private final Path folder;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;

    /**
     * Creates a cluster that is not started yet.
     *
     * @param folder folder of all data
     * @param ports  port of each broker; one or three
     */
    public KafkaCluster(Path folder, List<Integer> ports) {
        this.folder = folder.toAbsolutePath();
        this.ports = List.copyOf(ports);
        this.controllerPorts = ports.stream().map(_ -> LoopbackPort.anyFree()).toList();
        if (ports.size() != 1 && ports.size() != 3) {
            throw new IllegalArgumentException("A cluster has one or three brokers, not %d".formatted(ports.size()));
        }
    }

    public int size() {
        return ports.size();
    }

    public List<Integer> nodes() {
        return IntStream.rangeClosed(1, size()).boxed().toList();
    }

    /** Returns the bootstrap servers. */
    public String address() {
        return ports.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
    }

    int port(int node) {
        return ports.get(node - 1);
    }

    int controllerPort(int node) {
        return controllerPorts.get(node - 1);
    }

    /** Returns the value of {@code controller.quorum.voters}. */
    String voters() {
        return nodes().stream()
                .map(node -> "%d@%s:%d".formatted(node, HOST, controllerPort(node)))
                .collect(Collectors.joining(","));
    }

    /** Returns the folder of a broker; a single broker uses the folder of the cluster. */
    Path folderOf(int node) {
        return size() == 1 ? folder : folder.resolve(Integer.toString(node));
    }

    Path logDir(int node) {
        return folderOf(node).resolve(RECORDS);
    }

    /**
     * Verifies that the folder was written by a cluster of this size.
     *
     * @throws LaunchException when it was not
     */
    void requireSameSize() {
        boolean hasOne = Files.exists(folder.resolve(RECORDS));
        boolean hasThree = Files.exists(folder.resolve(FIRST));
        if (size() == 1 ? hasThree : hasOne) {
            int brokers = hasThree ? 3 : 1;
            throw new LaunchException(
                    "%s contains the data of a Kafka cluster with --brokers %d. Use this option, or another folder with --data DIR."
                            .formatted(folder, brokers));
        }
    }

    /** Returns the cluster id, which is generated once and kept with the data. */
    synchronized String id() throws IOException {
        var file = folder.resolve("cluster-id");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var id = Uuid.randomUuid().toString();
        Files.createDirectories(folder);
        Files.writeString(file, id);
        return id;
    }
}
