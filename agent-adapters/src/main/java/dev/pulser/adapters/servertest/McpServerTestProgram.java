// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.servertest;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.McpClientConfig;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.service.config.EgressConfig;
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
import java.util.logging.LogManager;

/**
 * Program that tests the declared MCP servers: starts all of them in parallel, as agent-adapters do, negotiates the protocol
 * version, lists the tools, pings and stops them. Needs no broker and reads the environment of agent-adapters.
 *
 * <p>Prints one line of JSON per server, in the order of the file. Exit codes: 0 when all tests ran, whatever their results; 2 for
 * an invalid file, setting or name, with one line on standard error.
 */
public final class McpServerTestProgram {

    /** Option that checks the declarations only and starts no server. */
    static final String NO_START = "--no-start";

    private static final int OK = 0;
    private static final int INVALID_INPUT = 2;

    private static final int ENVIRONMENT_ORDINAL = 300;

    private final PrintStream out;
    private final PrintStream err;

    McpServerTestProgram(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @param arguments names of servers, none for all; optionally {@value #NO_START} */
    public static void main(String[] arguments) throws InterruptedException {
        LogManager.getLogManager().reset(); // standard error is reserved for invalid input
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new McpServerTestProgram(out, err).run(System.getenv(), List.of(arguments)));
    }

    int run(Map<String, String> environment, List<String> arguments) throws InterruptedException {
        boolean start = !arguments.contains(NO_START);
        var names = arguments.stream().filter(name -> !name.equals(NO_START)).toList();
        try {
            test(select(readServers(environment), names), start);
            return OK;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println(e.getMessage());
            return INVALID_INPUT;
        }
    }

    private static McpServers readServers(Map<String, String> environment) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(McpClientConfig.class)
                .withMapping(EgressConfig.class)
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL))
                .build();
        var egress = config.getConfigMapping(EgressConfig.class).allow().orElse(List.of());
        return new McpServers(
                config.getConfigMapping(McpClientConfig.class), environment::get, EgressPolicy.allowing(egress));
    }

    private static Collection<SupervisedServer> select(McpServers servers, List<String> names) {
        var selected = new ArrayList<SupervisedServer>();
        for (var name : names) {
            selected.add(servers.find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "MCP server %s is not declared. %s".formatted(name, servers.declared()))));
        }
        return names.isEmpty() ? servers.all() : selected;
    }

    private void test(Collection<SupervisedServer> servers, boolean start) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tests = servers.stream()
                    .<Callable<McpServerTestResult>>map(server -> () ->
                            start ? McpServerTestResult.test(server) : McpServerTestResult.checkDeclaration(server))
                    .toList();
            for (var result : threads.invokeAll(tests)) {
                out.println(result.get().json());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a test never throws", e);
        }
    }
}
