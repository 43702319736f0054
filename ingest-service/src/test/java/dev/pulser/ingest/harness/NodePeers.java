// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Third-party programs on Node, in the versions of {@code mcp-peers/package.json}. */
public final class NodePeers {

    private static final Logger LOG = Logger.getLogger(NodePeers.class);
    private static final Path RESOURCES = Path.of("src/test/resources/mcp-peers");
    private static final Path FOLDER = Path.of("target/mcp-peers");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private NodePeers() {}

    /**
     * Result of a program.
     *
     * @param output standard output and standard error
     */
    public record Ended(int code, String output) {}

    /** Installs the programs once. The calling test is skipped if Node is missing or npm fails. */
    public static NodePeers installed() {
        try {
            var wanted = Files.readString(RESOURCES.resolve("package.json"));
            var mark = FOLDER.resolve("installed.json");
            Files.createDirectories(FOLDER);
            try (var files = Files.list(RESOURCES)) {
                for (var file : files.toList()) {
                    Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!Files.exists(mark) || !Files.readString(mark).equals(wanted)) {
                install();
                Files.writeString(mark, wanted);
            }
            return new NodePeers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install() {
        try {
            var ended = execute(List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"));
            if (ended.code() != 0) {
                skip("npm cannot install them: " + ended.output());
            }
        } catch (IOException e) {
            skip("npm is not here; install Node");
        }
    }

    private static void skip(String why) {
        LOG.warnf("the peers on Node are not tested, %s", why);
        abort(why);
    }

    /** Runs a script on Node 22. */
    public Ended node(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node_modules/.bin/node", script));
        command.addAll(List.of(arguments));
        try {
            return execute(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs every scenario of a conformance suite for servers against {@code endpoint}. */
    public ConformanceReport conformance(String suite, String endpoint, String version) {
        var results = "results-" + version + "-" + System.nanoTime();
        var ended = node(
                "node_modules/" + suite + "/dist/index.js",
                "server",
                "--url",
                endpoint,
                "--suite",
                "all",
                "--spec-version",
                version,
                "--output-dir",
                results);
        return ConformanceReport.read(
                FOLDER.resolve(results), RESOURCES.resolve("exceptions-" + version + ".txt"), ended.output());
    }

    private static Ended execute(List<String> command) throws IOException {
        var log = Files.createTempFile(FOLDER, "run", ".log");
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "%s has not ended within %s: %s".formatted(command, LIMIT, Files.readString(log)));
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
