// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Runner of {@code ./pulser} as a process, with a separate home folder. */
@NullMarked
record PulserScript(Path home, StackPorts ports) {

    /** Result of a command. */
    record Result(int code, String out, String err) {}

    /** Starts a command without waiting for it. Its output goes to {@code out} and {@code err} in the home folder. */
    Process start(String... words) throws IOException {
        var root = ProjectLayout.find().root();
        var command = new ArrayList<>(List.of(root.resolve("pulser").toString()));
        command.addAll(Arrays.asList(words));
        var builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().put("PULSER_HOME", home.toString());
        builder.environment().put("PULSER_NO_BUILD", "1");
        return builder.start();
    }

    Result run(String... words) throws IOException, InterruptedException {
        var code = start(words).waitFor();
        return new Result(code, output("out"), output("err"));
    }

    Process up(String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                "up",
                "--port",
                text(ports.rest()),
                "--routing-port",
                text(ports.routing()),
                "--adapters-port",
                text(ports.adapters()),
                "--telemetry-port",
                text(ports.telemetry()),
                "--kafka-port",
                text(ports.kafka()),
                "--postgres-port",
                text(ports.postgres()),
                "--redis-port",
                text(ports.redis())));
        words.addAll(Arrays.asList(more));
        return start(words.toArray(String[]::new));
    }

    String port() {
        return text(ports.rest());
    }

    private static String text(int port) {
        return Integer.toString(port);
    }

    String output(String stream) {
        try {
            return Files.readString(home.resolve(stream), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
