// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.EmbeddedKafka;
import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.embedded.EmbeddedRedis;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.service.Service;
import dev.pulser.launcher.service.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the whole of Pulser on one machine: broker, database and cache side by side, then the topics, then the four
 * services side by side.
 *
 * <p>Threads: {@link #start()} and {@link #close()} may meet (Ctrl-C while starting); closing wins.
 * <p>Errors: {@link LaunchFailure}, written for the user; what was started until then is ended by {@link #close()}.
 */
public final class DevLauncher implements AutoCloseable {

    private final StackOptions options;
    private final Progress progress;
    private final StackParts parts;
    private final StackFolder folder;
    private boolean closed;

    /** Claims the data folder; starts nothing yet. */
    public DevLauncher(StackOptions options, ProjectHome project, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.folder = StackFolder.claim(options);
        this.parts = StackParts.of(options, project, folder);
    }

    /** Returns when everything is ready. */
    public void start() {
        ports().forEach(LoopbackPort::requireFree);
        startTogether(parts.infrastructure());
        var begun = System.nanoTime();
        var made = new StackTopics(
                        addresses().kafka(),
                        setting("PULSER_TOPICS_PARTITIONS", 4),
                        setting("PULSER_TOPICS_REPLICATION", 1))
                .create();
        progress.ready("topics", made.isEmpty() ? "there already" : made.size() + " made", since(begun));
        startTogether(parts.services().values());
    }

    private List<LoopbackPort> ports() {
        var ports = new ArrayList<LoopbackPort>();
        for (var service : Service.values()) {
            ports.add(options.ports().forService(service));
        }
        parts.kafka().ifPresent(part -> ports.add(options.ports().forKafka()));
        parts.postgres().ifPresent(part -> ports.add(options.ports().forPostgres()));
        parts.redis().ifPresent(part -> ports.add(options.ports().forRedis()));
        return ports;
    }

    private void startTogether(Collection<? extends Part> together) {
        Together.run(
                together.stream().map(part -> (Runnable) () -> startOne(part)).toList());
    }

    private void startOne(Part part) {
        var begun = System.nanoTime();
        part.start();
        progress.ready(part.name(), part.address(), since(begun));
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static int setting(String name, int otherwise) {
        var text = System.getenv(name);
        try {
            return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new LaunchFailure("%s is \"%s\", but must be a whole number".formatted(name, text), e);
        }
    }

    public StackAddresses addresses() {
        return parts.addresses();
    }

    /** Everything this launcher runs itself, in the order of start. */
    public List<Part> all() {
        return parts.all();
    }

    public ServiceProcess service(Service service) {
        return Optional.ofNullable(parts.services().get(service)).orElseThrow();
    }

    /**
     * The embedded broker.
     *
     * @throws java.util.NoSuchElementException when the user brought an own one
     */
    public EmbeddedKafka kafka() {
        return parts.kafka().orElseThrow();
    }

    /**
     * The embedded database.
     *
     * @throws java.util.NoSuchElementException when the user brought an own one
     */
    public EmbeddedPostgres postgres() {
        return parts.postgres().orElseThrow();
    }

    /**
     * The embedded cache.
     *
     * @throws java.util.NoSuchElementException when the user brought an own one
     */
    public EmbeddedRedis redis() {
        return parts.redis().orElseThrow();
    }

    /** Ends the services, then what they stand on; leaves no process. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopTogether(parts.services().values());
        stopTogether(parts.infrastructure());
        parts.reaper().close();
        folder.close();
    }

    private static void stopTogether(Collection<? extends Part> together) {
        Together.run(together.stream().map(part -> (Runnable) part::stop).toList());
    }

    /** The environment a service is started with, for tests that start another instance of it. */
    public Map<String, String> environmentOf(Service service) {
        return parts.settings().of(service);
    }
}
