// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.cli.topic.AgentsFilePublisher;
import dev.pulser.cli.topic.KafkaTopics;
import dev.pulser.cli.topic.TopicSettings;
import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.embedded.EmbeddedRedis;
import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ParallelExecution;
import dev.pulser.launcher.process.StackComponent;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.PulserService;
import dev.pulser.launcher.service.ServiceProcess;
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
 * Launcher of all of Pulser on one machine. It starts the broker, the database and the cache in parallel, creates the
 * topics, and then starts the four services in parallel.
 *
 * <p>Threads: {@link #close()} may be called during {@link #start()} (Ctrl-C), which it interrupts.
 * <p>Errors: {@link LaunchException} with a message for the user; {@link #close()} stops the components started before.
 */
public final class DevLauncher implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final StackOptions options;
    private final ProjectLayout project;
    private final StackProgress progress;
    private final StackComponents components;
    private final StackFolder folder;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Thread starter;
    private volatile boolean closed;

    /** Locks the data folder; starts nothing yet. */
    public DevLauncher(StackOptions options, ProjectLayout project, StackProgress progress) {
        this.options = options;
        this.project = project;
        this.progress = progress;
        this.folder = StackFolder.claim(options);
        this.components = StackComponents.of(options, project, folder);
    }

    /** Starts all components, and returns once they are ready. */
    public void start() {
        starter = Thread.currentThread();
        try {
            startInOrder();
        } finally {
            started.countDown();
        }
    }

    private void startInOrder() {
        new AgentsFilePublisher(agentsFile()).read(); // an invalid file is reported before anything is started
        ports().forEach(LoopbackPort::requireFree);
        options.external().requireReachable();
        startInParallel(components.infrastructure());
        prepareTopics();
        startInParallel(components.services().values());
    }

    private void prepareTopics() {
        var startTime = System.nanoTime();
        var settings = TopicSettings.ofProcess();
        var kafka = addresses().kafka();
        int replication = components.brokers().size() > 1 ? components.brokers().size() : settings.replication();
        var created = new KafkaTopics(kafka, settings.partitions(), replication).create();
        var agents = new AgentsFilePublisher(agentsFile()).publish(kafka, settings.schemaRegistry());
        progress.ready("topics", "%d created, %d agents".formatted(created.size(), agents), elapsedSince(startTime));
    }

    /** Returns the file that the services read. */
    private Path agentsFile() {
        var override = options.settings().get("PULSER_AGENTS_FILE");
        return override == null ? project.agentsFile() : Path.of(override);
    }

    private List<LoopbackPort> ports() {
        var ports = new ArrayList<LoopbackPort>();
        for (var service : PulserService.values()) {
            ports.add(options.ports().forService(service));
        }
        if (!components.brokers().isEmpty()) {
            options.brokerPorts().forEach(port -> ports.add(StackPorts.forKafka(port)));
        }
        components.postgres().ifPresent(_ -> ports.add(options.ports().forPostgres()));
        components.redis().ifPresent(_ -> ports.add(options.ports().forRedis()));
        return ports;
    }

    private void startInParallel(Collection<? extends StackComponent> components) {
        ParallelExecution.run(components.stream()
                .map(component -> (Runnable) () -> startOne(component))
                .toList());
    }

    private void startOne(StackComponent component) {
        var startTime = System.nanoTime();
        component.start();
        progress.ready(component.name(), component.address(), elapsedSince(startTime));
    }

    private static Duration elapsedSince(long startTime) {
        return Duration.ofNanos(System.nanoTime() - startTime);
    }

    public StackAddresses addresses() {
        return components.addresses();
    }

    /** Returns all components that this launcher runs, in the order of their start. */
    public List<StackComponent> all() {
        return components.all();
    }

    public ServiceProcess service(PulserService service) {
        return Optional.ofNullable(components.services().get(service)).orElseThrow();
    }

    /** Returns the embedded brokers, one or three; none with an external Kafka. */
    public List<EmbeddedKafka> brokers() {
        return components.brokers();
    }

    /**
     * Returns the embedded database.
     *
     * @throws java.util.NoSuchElementException with an external database
     */
    public EmbeddedPostgres postgres() {
        return components.postgres().orElseThrow();
    }

    /**
     * Returns the embedded cache.
     *
     * @throws java.util.NoSuchElementException with an external cache
     */
    public EmbeddedRedis redis() {
        return components.redis().orElseThrow();
    }

    /** Stops the services, and then the broker, the database and the cache. No process remains. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        awaitEndOfStart();
        stopInParallel(components.services().values());
        stopInParallel(components.infrastructure());
        components.watchdog().close();
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
                progress.note("The start did not stop in time. Remaining processes are killed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true once {@link #close()} has been called; a failed start is then expected. */
    public boolean isClosed() {
        return closed;
    }

    private static void stopInParallel(Collection<? extends StackComponent> components) {
        ParallelExecution.run(
                components.stream().map(component -> (Runnable) component::stop).toList());
    }

    /** Returns the environment of a service, for tests that start another instance of it. */
    public Map<String, String> environmentOf(PulserService service) {
        return components.environment().of(service);
    }
}
