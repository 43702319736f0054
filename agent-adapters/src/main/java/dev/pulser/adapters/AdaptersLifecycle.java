// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.contract.topic.TopicNames;
import dev.pulser.mcp.McpServers;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.start.ServiceStartException;
import dev.pulser.service.start.StartCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Start and stop order of the service: MCP servers, then Kafka, agent definitions, tools, dispatch and health checks.
 *
 * <p>Failure: the start waits while Kafka is unavailable. An invalid file of servers, misconfigured topics and a topic
 * without agent definitions end the process with exit code 1 and an error in the log.
 */
@ApplicationScoped
public class AdaptersLifecycle {

    private static final Logger LOG = Logger.getLogger(AdaptersLifecycle.class);

    private final InstanceName instance;
    private final StartCheck check;
    private final Instance<McpServers> mcpServers;
    private final Instance<AdaptersComponents> beans;
    private @Nullable Thread startThread;
    private volatile @Nullable McpServers servers;
    private volatile @Nullable AdaptersComponents components;

    AdaptersLifecycle(
            InstanceName instance,
            KafkaConfig kafka,
            TopicsConfig topics,
            Instance<McpServers> servers,
            Instance<AdaptersComponents> components) {
        this.instance = instance;
        check = new StartCheck(kafka, topics);
        mcpServers = servers;
        beans = components;
    }

    void start(@Observes StartupEvent event) {
        try {
            var started = mcpServers.get();
            servers = started;
            started.start();
            startThread = Thread.ofPlatform().name("start").start(this::startWithKafka);
        } catch (RuntimeException e) {
            failStart(rootCause(e));
        }
    }

    private void startWithKafka() {
        try {
            check.run();
            startComponents();
        } catch (ServiceStartException e) {
            failStart(e.getMessage());
        } catch (InterruptedException e) {
            LOG.info("Start canceled by shutdown");
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("Service start failed", e);
            Quarkus.asyncExit(1);
        }
    }

    private void startComponents() throws ServiceStartException, InterruptedException, ExecutionException {
        var started = beans.get();
        components = started;
        started.agents().start();
        var table = started.agents().complete().get();
        if (table.isEmpty()) {
            throw new ServiceStartException(
                    "Topic %s defines no agent. Publish config/agents.yaml with `./pulser topics create`"
                            .formatted(TopicNames.AGENT_DEFINITIONS));
        }
        started.tools().start().get();
        started.dispatcher().start();
        started.monitor().start();
        LOG.infof(
                "Service started instance=%s agents=%d",
                instance, table.agents().size());
    }

    private static void failStart(@Nullable String reason) {
        LOG.errorf("Service start failed reason=\"%s\"", reason);
        Quarkus.asyncExit(1);
    }

    private static String rootCause(Throwable error) {
        var cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (startThread != null) {
            startThread.interrupt();
            startThread.join();
        }
        var started = components;
        if (started != null) {
            started.monitor().close();
            started.dispatcher().close();
            started.agents().close();
            started.adapters().close();
            started.client().close();
        }
        if (servers != null) {
            servers.close();
        }
        if (started != null) {
            started.tools().close(); // after the servers, to publish their state "stopped"
        }
    }

    /** Returns the state of this instance. Safe from any thread. */
    AdaptersState state() {
        var mcp = servers;
        var started = components;
        Map<String, String> summaries = mcp == null ? Map.of() : mcp.summaries();
        return started == null
                ? new AdaptersState(instance.value(), 0, false, 0, 0, summaries)
                : new AdaptersState(
                        instance.value(),
                        started.agents().get().agents().size(),
                        started.dispatcher().joined(),
                        started.dispatcher().running(),
                        started.dispatcher().skipped(),
                        summaries);
    }
}
