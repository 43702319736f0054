// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * The brokers that belong together, numbered from 1. Each is a controller too: a cluster of three goes on without any one
 * of them. Safe from any thread.
 */
public final class KafkaCluster {

    private static final String RECORDS = "records";
    private static final String FIRST = "1";

    private final Path folder;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;

    /**
     * A cluster that is not started yet.
     *
     * @param folder of all its data
     * @param ports  one for each broker; one or three of them
     */
    public KafkaCluster(Path folder, List<Integer> ports) {
        this.folder = folder.toAbsolutePath();
        this.ports = List.copyOf(ports);
        this.controllerPorts = ports.stream().map(_ -> LoopbackPort.anyFree()).toList();
        if (ports.size() != 1 && ports.size() != 3) {
            throw new IllegalArgumentException("one broker or three, not %d".formatted(ports.size()));
        }
    }

    public int size() {
        return ports.size();
    }

    public List<Integer> nodes() {
        return IntStream.rangeClosed(1, size()).boxed().toList();
    }

    /** Bootstrap servers. */
    public String address() {
        return ports.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
    }

    int port(int node) {
        return ports.get(node - 1);
    }

    int controllerPort(int node) {
        return controllerPorts.get(node - 1);
    }

    /** In the form of {@code controller.quorum.voters}. */
    String voters() {
        return nodes().stream()
                .map(node -> "%d@%s:%d".formatted(node, HOST, controllerPort(node)))
                .collect(Collectors.joining(","));
    }

    /** One broker has the folder for itself. */
    Path folderOf(int node) {
        return size() == 1 ? folder : folder.resolve(Integer.toString(node));
    }

    Path recordsOf(int node) {
        return folderOf(node).resolve(RECORDS);
    }

    /** @throws LaunchFailure when the folder holds the records of more brokers, or of fewer */
    void requireSameSize() {
        boolean ofOne = Files.exists(folder.resolve(RECORDS));
        boolean ofThree = Files.exists(folder.resolve(FIRST));
        if (size() == 1 ? ofThree : ofOne) {
            int brokers = ofThree ? 3 : 1;
            throw new LaunchFailure(
                    "%s holds the records of a Kafka with --brokers %d: start with that, or take another folder with --data DIR"
                            .formatted(folder, brokers));
        }
    }

    /** Made once, kept with the data, the same for all. */
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
