// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import java.io.IOException;
import java.net.URI;

/**
 * Agent in a separate process, so that its resource usage is not counted for Pulser or the load.
 *
 * @param port port on the loopback address
 */
public record AgentProcess(Process process, int port) implements AutoCloseable {

    /** @param program class whose {@code main} method prints the port first */
    public static AgentProcess start(Class<?> program) throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var process = new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var line = process.inputReader().readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("agent %s did not start".formatted(program.getSimpleName()));
        }
        return new AgentProcess(process, Integer.parseInt(line));
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
