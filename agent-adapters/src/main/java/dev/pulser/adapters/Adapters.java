// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.a2a.A2aAdapter;
import dev.pulser.adapters.a2a.A2aConfig;
import dev.pulser.adapters.agents.AgentDefinitions;
import dev.pulser.adapters.callback.Callbacks;
import dev.pulser.adapters.coordinator.McpConfig;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.dispatch.Dispatch;
import dev.pulser.adapters.dispatch.DispatchConfig;
import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.egress.EgressConfig;
import dev.pulser.adapters.http.HttpAdapter;
import dev.pulser.adapters.http.HttpConfig;
import dev.pulser.adapters.kafka.KafkaClients;
import dev.pulser.adapters.kafka.KafkaConfig;
import dev.pulser.adapters.kafka.SchemaRegistryConfig;
import dev.pulser.adapters.kafka.StartChecks;
import dev.pulser.adapters.kafka.TopicsConfig;
import dev.pulser.adapters.mcp.McpAdapter;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.web.AgentClient;
import dev.pulser.adapters.worker.WorkerAdapter;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.codec.Codecs;
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
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Clock clock;
    private final Callbacks callbacks;
    private final String instance = InstanceName.random();
    private @Nullable Thread starting;
    private volatile @Nullable AgentClient agentClient;
    private volatile @Nullable McpServers servers;
    private volatile @Nullable AgentDefinitions definitions;
    private volatile @Nullable WorkerAdapter workers;
    private volatile @Nullable Dispatch dispatch;

    Adapters(
            KafkaConfig kafka,
            SchemaRegistryConfig registry,
            TopicsConfig topics,
            DispatchConfig dispatch,
            HttpConfig http,
            A2aConfig a2a,
            McpConfig mcp,
            EgressConfig egress,
            Callbacks callbacks,
            Clock clock) {
        this.settings = new Settings(kafka, registry, topics, dispatch, http, a2a, mcp, egress);
        this.callbacks = callbacks;
        this.clock = clock;
    }

    private record Settings(
            KafkaConfig kafka,
            SchemaRegistryConfig registry,
            TopicsConfig topics,
            DispatchConfig dispatch,
            HttpConfig http,
            A2aConfig a2a,
            McpConfig mcp,
            EgressConfig egress) {}

    void start(@Observes StartupEvent event) {
        try {
            var declared = new McpServers(settings.mcp(), System::getenv);
            servers = declared;
            var client = new AgentClient(
                    new Egress(settings.egress()), settings.http().connectTimeout(), System.getenv());
            agentClient = client;
            declared.start();
            starting = Thread.ofPlatform().name("start").start(() -> startWhenKafkaIsThere(declared, client));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void startWhenKafkaIsThere(McpServers declared, AgentClient client) {
        try {
            var problems = new StartChecks(settings.kafka(), settings.topics()).problems();
            if (!problems.isEmpty()) {
                refuse("%s; ./pulser topics create makes them".formatted(String.join("; ", problems)));
                return;
            }
            work(declared, client);
        } catch (InterruptedException e) {
            LOG.info("shut down before Kafka was there");
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("adapters cannot start", e);
            Quarkus.asyncExit(1);
        }
    }

    private void work(McpServers declared, AgentClient client) throws InterruptedException, ExecutionException {
        var clients = new KafkaClients(settings.kafka().bootstrap());
        var topics = Topics.using(Codecs.using(settings.registry().url().orElse(null)));
        var agents = new AgentDefinitions(clients.reader(instance + "-agents"), topics.agentDefinitions());
        definitions = agents;
        agents.start();
        if (agents.complete().get().isEmpty()) {
            refuse("no agent is defined on topic %s; ./pulser topics create publishes config/agents.yaml there"
                    .formatted(topics.agentDefinitions().name()));
            return;
        }
        var forWorkers = new WorkerAdapter(clients, settings.topics(), instance);
        workers = forWorkers;
        var made = new Dispatch(
                settings.dispatch(),
                clients,
                topics,
                byKind(List.of(
                        new HttpAdapter(settings.http(), client, callbacks, clock),
                        new A2aAdapter(settings.a2a(), client, callbacks, clock),
                        forWorkers,
                        new McpAdapter(declared, settings.mcp(), clock))),
                agents,
                instance,
                clock);
        dispatch = made;
        made.start();
        LOG.infof(
                "adapters started instance=%s agents=%d",
                instance, agents.get().agents().size());
    }

    private static Map<AgentKind, AgentAdapter> byKind(List<AgentAdapter> adapters) {
        return adapters.stream().collect(Collectors.toUnmodifiableMap(AgentAdapter::kind, Function.identity()));
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
        if (dispatch != null) {
            dispatch.close();
        }
        if (definitions != null) {
            definitions.close();
        }
        if (workers != null) {
            workers.close();
        }
        if (agentClient != null) {
            agentClient.close();
        }
        if (servers != null) {
            servers.close();
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
