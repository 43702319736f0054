// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.chaos.agent.ChaosAgents;
import dev.pulser.chaos.agent.HttpAgents;
import dev.pulser.chaos.collect.ChaosTarget;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.run.ChaosPlan;
import dev.pulser.chaos.run.ChaosRun;
import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.launcher.options.ExternalServers;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.stack.DevLauncher;
import dev.pulser.launcher.stack.StackProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stack for one chaos run: free ports, the agents of the run, and short delays.
 *
 * @param folder  folder of the results
 * @param keep    true to keep the data and logs of the stack there too
 * @param brokers number of brokers, 1 or 3
 */
record ChaosStack(
        Path folder, boolean keep, int brokers, RunClock clock, StackProgress stack, Consumer<String> progress) {

    private static final ChaosAgents AGENTS = new ChaosAgents(Duration.ofSeconds(3));

    /**
     * Starts the stack, runs the plan, and stops the stack.
     *
     * @throws LaunchException when the stack does not start, or the run fails
     */
    ChaosVerdict run(ChaosPlan plan) throws InterruptedException {
        try (var journal = CallJournal.in(folder, clock);
                var agents = HttpAgents.start(journal, AGENTS.hang())) {
            var options = options(plan, agents);
            var launcher = new DevLauncher(options, ProjectLayout.find(), stack);
            var closing = new Thread(launcher::close, "close");
            Runtime.getRuntime().addShutdownHook(closing);
            try {
                launcher.start();
                return new ChaosRun(plan, AGENTS, folder, clock, progress)
                        .run(target(launcher), new StackFaultTarget(launcher), agents);
            } finally {
                launcher.close();
                Runtime.getRuntime().removeShutdownHook(closing);
            }
        } catch (IOException | SQLException e) {
            throw new LaunchException("The chaos run failed: " + e.getMessage(), e);
        }
    }

    private StackOptions options(ChaosPlan plan, HttpAgents agents) throws IOException {
        var project = ProjectLayout.find();
        var agentsFile = Files.writeString(folder.resolve("agents.yaml"), AGENTS.agentsFile(agents));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var serversFile =
                Files.writeString(folder.resolve("mcp.json"), AGENTS.serversFile(java, project.libraries(), folder));
        var delays =
                plan.delays().stream().map(delay -> delay.toMillis() + "ms").collect(Collectors.joining(","));
        return new StackOptions(
                StackPorts.anyFree(),
                new StackStorage(StackStorage.defaultHome(), folder.resolve("stack"), !keep),
                ExternalServers.NONE,
                Stream.generate(LoopbackPort::anyFree).limit(brokers - 1L).toList(),
                Map.of(
                        "PULSER_AGENTS_FILE",
                        agentsFile.toString(),
                        "PULSER_MCP_FILE",
                        serversFile.toString(),
                        "PULSER_ROUTING_RETRY_DELAYS",
                        delays,
                        "PULSER_ROUTING_LEASE",
                        plan.lease().toMillis() + "ms"));
    }

    private ChaosTarget target(DevLauncher launcher) {
        var account = launcher.postgres().superuser();
        return new ChaosTarget(
                URI.create(launcher.addresses().rest()),
                launcher.addresses().kafka(),
                account.url(),
                new ChaosTarget.Superuser(account.user(), account.password()),
                LoopbackPort.address(launcher.addresses().ports().redis()),
                ProjectLayout.find().root().resolve("schemas/avro/released"));
    }
}
