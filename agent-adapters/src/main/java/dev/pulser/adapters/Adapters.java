// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.agents.AgentDefinitions;
import dev.pulser.adapters.callback.Callbacks;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.dispatch.Dispatch;
import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.kafka.KafkaClients;
import dev.pulser.adapters.kafka.StartChecks;
import dev.pulser.adapters.mcp.ToolSteps;
import dev.pulser.adapters.monitor.HealthMonitor;
import dev.pulser.adapters.registry.RegistryTopics;
import dev.pulser.adapters.terms.Terms;
import dev.pulser.adapters.terms.TermsFile;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.topic.Topics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The service: what is made at the start, in which order, and how it ends.
 *
 * <p>The start goes on while the broker is away; topics of a wrong shape and an empty table of agents end the process
 * with one line that says so.
 */
@ApplicationScoped
public class Adapters {

    private static final Logger LOG = Logger.getLogger(Adapters.class);

    private final Settings settings;
    private final Callbacks callbacks;
    private final Clock clock;
    private final String instance = InstanceName.random();
    private @Nullable Thread starting;
    private volatile @Nullable McpServers servers;
    private volatile @Nullable AgentDefinitions definitions;
    private volatile @Nullable RegistryTopics tools;
    private volatile @Nullable Kinds kinds;
    private volatile @Nullable Dispatch dispatch;
    private volatile @Nullable HealthMonitor monitor;

    Adapters(Settings settings, Callbacks callbacks, Clock clock) {
        this.settings = settings;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        try {
            var terms = TermsFile.read(settings.mcp.file());
            var declared = new McpServers(
                    settings.mcp,
                    System::getenv,
                    EgressPolicy.allowing(settings.egress.allow().orElse(List.of())));
            servers = declared;
            declared.start();
            starting = Thread.ofPlatform().name("start").start(() -> startWhenKafkaIsThere(declared, terms));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void startWhenKafkaIsThere(McpServers declared, Terms terms) {
        try {
            var problems = new StartChecks(settings.kafka, settings.topics).problems();
            if (!problems.isEmpty()) {
                refuse("%s; ./pulser topics create makes them".formatted(String.join("; ", problems)));
                return;
            }
            work(declared, terms);
        } catch (InterruptedException e) {
            LOG.info("shut down before Kafka was there");
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("adapters cannot start", e);
            Quarkus.asyncExit(1);
        }
    }

    private void work(McpServers declared, Terms terms) throws InterruptedException, ExecutionException {
        var clients = new KafkaClients(settings.kafka.bootstrap());
        var topics = Topics.using(Codecs.using(settings.schemas.url().orElse(null)));
        var agents = new AgentDefinitions(clients.reader(instance + "-agents"), topics.agentDefinitions());
        definitions = agents;
        agents.start();
        if (agents.complete().get().isEmpty()) {
            refuse("no agent is defined on topic %s; ./pulser topics create publishes config/agents.yaml there"
                    .formatted(topics.agentDefinitions().name()));
            return;
        }
        var known = new RegistryTopics(
                clients.compacted(instance), topics, declared, terms, settings.tools, instance, clock);
        tools = known;
        known.start().get();
        var steps = new ToolSteps(declared, known.registry(), known.gates(), clock);
        var made = new Kinds(settings, clients, steps, callbacks, instance, clock);
        kinds = made;
        var guards = new AgentGuards(settings.guard, System::nanoTime);
        var running = new Dispatch(settings.dispatch, clients, topics, made.byKind(), agents, guards, instance, clock);
        dispatch = running;
        running.start();
        var looking = new HealthMonitor(settings.monitor, agents, made.byKind(), guards, running::report, clock);
        monitor = looking;
        looking.start();
        LOG.infof(
                "adapters started instance=%s agents=%d",
                instance, agents.get().agents().size());
    }

    private static void refuse(String why) {
        LOG.errorf("adapters refuse to start: %s", why);
        Quarkus.asyncExit(1);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (starting != null) {
            starting.interrupt();
            starting.join();
        }
        if (monitor != null) {
            monitor.close();
        }
        if (dispatch != null) {
            dispatch.close();
        }
        if (definitions != null) {
            definitions.close();
        }
        if (kinds != null) {
            kinds.close();
        }
        if (servers != null) {
            servers.close();
        }
        if (tools != null) {
            tools.close(); // after the servers, of which it says that they have stopped
        }
    }

    /** How far this instance has come. Safe from any thread. */
    public AdaptersState state() {
        var table = definitions;
        var running = dispatch;
        var declared = servers;
        return new AdaptersState(
                instance,
                table == null ? 0 : table.get().agents().size(),
                running != null && running.joined(),
                running == null ? 0 : running.running(),
                running == null ? 0 : running.skipped(),
                declared == null ? Map.of() : declared.summaries());
    }
}
