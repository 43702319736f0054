// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.embedded.EmbeddedRedis;
import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.Together;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.Service;
import dev.pulser.launcher.service.ServiceProcess;
import dev.pulser.launcher.topics.AgentDefinitions;
import dev.pulser.launcher.topics.KafkaTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the whole of Pulser on one machine: broker, database and cache side by side, then the topics, then the four
 * services side by side.
 *
 * <p>Threads: {@link #start()} and {@link #close()} may meet (Ctrl-C while starting); closing wins.
 * <p>Errors: {@link LaunchFailure}, written for the user; what was started until then is ended by {@link #close()}.
 */
public final class DevLauncher implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final StackOptions options;
    private final ProjectHome project;
    private final Progress progress;
    private final StackParts parts;
    private final StackFolder folder;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Thread starter;
    private volatile boolean closed;

    /** Claims the data folder; starts nothing yet. */
    public DevLauncher(StackOptions options, ProjectHome project, Progress progress) {
        this.options = options;
        this.project = project;
        this.progress = progress;
        this.folder = StackFolder.claim(options);
        this.parts = StackParts.of(options, project, folder);
    }

    /** Returns when everything is ready. */
    public void start() {
        starter = Thread.currentThread();
        try {
            startInOrder();
        } finally {
            started.countDown();
        }
    }

    private void startInOrder() {
        new AgentDefinitions(agentsFile()).read(); // a wrong file is reported before anything is started
        ports().forEach(LoopbackPort::requireFree);
        OwnServers.requireUsable(options);
        startTogether(parts.infrastructure());
        prepareTopics();
        startTogether(parts.services().values());
    }

    private void prepareTopics() {
        var begun = System.nanoTime();
        var settings = new LauncherSettings(System.getenv());
        var kafka = addresses().kafka();
        int replication = parts.brokers().size() > 1 ? parts.brokers().size() : settings.replication();
        var made = new KafkaTopics(kafka, settings.partitions(), replication).create();
        var agents = new AgentDefinitions(agentsFile()).publish(kafka, settings.schemaRegistry());
        progress.ready("topics", "%d made, %d agents".formatted(made.size(), agents), since(begun));
    }

    /** The one that the services read. */
    private Path agentsFile() {
        var own = options.settings().get("PULSER_AGENTS_FILE");
        return own == null ? project.agentsFile() : Path.of(own);
    }

    private List<LoopbackPort> ports() {
        var ports = new ArrayList<LoopbackPort>();
        for (var service : Service.values()) {
            ports.add(options.ports().forService(service));
        }
        if (!parts.brokers().isEmpty()) {
            options.brokers().forEach(port -> ports.add(StackPorts.forKafka(port)));
        }
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

    /** The embedded brokers, one or three; none when the user brought own ones. */
    public List<EmbeddedKafka> brokers() {
        return parts.brokers();
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
        awaitEndOfStart();
        stopTogether(parts.services().values());
        stopTogether(parts.infrastructure());
        parts.reaper().close();
        folder.close();
    }

    private void awaitEndOfStart() {
        var thread = starter;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            if (started.getCount() > 0) {
                thread.interrupt();
            }
            if (!started.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                progress.note("still starting; what remains is ended by force");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether {@link #close()} has been called: a failure to start is then no news. */
    public boolean isClosed() {
        return closed;
    }

    private static void stopTogether(Collection<? extends Part> together) {
        Together.run(together.stream().map(part -> (Runnable) part::stop).toList());
    }

    /** The environment a service is started with, for tests that start another instance of it. */
    public Map<String, String> environmentOf(Service service) {
        return parts.settings().of(service);
    }
}
