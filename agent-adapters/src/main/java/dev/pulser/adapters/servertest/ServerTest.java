// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.servertest;

import dev.pulser.adapters.coordinator.McpConfig;
import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.egress.EgressConfig;
import dev.pulser.contract.egress.EgressPolicy;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tries the MCP servers of the file, all at the same time, as the adapters start them: greets each, lists its tools, pings it
 * and ends it. Needs no broker, and reads the environment that the adapters read. Prints a line of JSON for each, in the
 * order of the file.
 */
public final class ServerTest {

    /** Only says which servers are declared and what they lack; starts nothing. */
    static final String LOOK = "--look";

    private static final int DONE = 0;

    /** The file, a setting or a name is wrong; standard error says which, in one line. */
    private static final int WRONG = 2;

    private static final int ENVIRONMENT_ORDINAL = 300;

    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private final PrintStream out;
    private final PrintStream err;

    ServerTest(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Names of servers, all where there are none; {@value #LOOK} before them starts nothing. */
    public static void main(String[] arguments) throws InterruptedException {
        ROOT_LOGGER.setLevel(Level.OFF); // standard error is for what is wrong
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ServerTest(out, err).run(System.getenv(), List.of(arguments)));
    }

    int run(Map<String, String> environment, List<String> arguments) throws InterruptedException {
        boolean starts = !arguments.contains(LOOK);
        var names = arguments.stream().filter(name -> !name.equals(LOOK)).toList();
        try {
            print(chosen(servers(environment), names), starts);
            return DONE;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println(e.getMessage());
            return WRONG;
        }
    }

    private static McpServers servers(Map<String, String> environment) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(McpConfig.class)
                .withMapping(EgressConfig.class)
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL))
                .build();
        var egress = config.getConfigMapping(EgressConfig.class).allow().orElse(List.of());
        return new McpServers(
                config.getConfigMapping(McpConfig.class), environment::get, EgressPolicy.allowing(egress));
    }

    private static Collection<McpServer> chosen(McpServers servers, List<String> names) {
        var chosen = new ArrayList<McpServer>();
        for (var name : names) {
            chosen.add(servers.find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no MCP server %s: %s".formatted(name, servers.declared()))));
        }
        return names.isEmpty() ? servers.all() : chosen;
    }

    private void print(Collection<McpServer> servers, boolean starts) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trials = servers.stream()
                    .<Callable<Trial>>map(server -> () -> starts ? Trial.of(server) : Trial.lookAt(server))
                    .toList();
            for (var trial : threads.invokeAll(trials)) {
                out.println(trial.get().json());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial never fails", e);
        }
    }
}
