// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ProcessSpec;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redis server on the loopback address: the one installed on this machine, else the bundled one. It is a cache: nothing
 * survives a restart, and above {@value #MAX_MEMORY} the least recently used entries with a lifetime are evicted.
 */
public final class EmbeddedRedis implements StackComponent {

    static final String MAX_MEMORY = "256mb";

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final int PING_TIMEOUT_MILLIS = 1000;

    private final int port;
    private final Path folder;
    private final Path log;
    private final Path program;
    private final ProcessWatchdog watchdog;
    private @Nullable ChildProcess process;

    /**
     * Creates a server that is not started yet.
     *
     * @param program executable, see {@link RedisExecutable#find()}
     */
    public EmbeddedRedis(int port, Path folder, Path log, Path program, ProcessWatchdog watchdog) {
        this.port = port;
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.program = program;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public String address() {
        return HOST + ":" + port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void start() {
        var child = ChildProcess.start(new ProcessSpec(name(), command(), Map.of(), folder, log), watchdog);
        process = child;
        if (!ConditionPolling.until(START_LIMIT, () -> !child.alive() || ready()) || !child.alive()) {
            throw child.failure(START_LIMIT);
        }
    }

    private List<String> command() {
        return List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                HOST,
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                MAX_MEMORY,
                "--maxmemory-policy",
                "volatile-lru",
                "--dir",
                folder.toString());
    }

    @Override
    public boolean ready() {
        try (var socket = new Socket()) {
            socket.connect(LoopbackPort.address(port), PING_TIMEOUT_MILLIS);
            socket.setSoTimeout(PING_TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(STOP_GRACE);
            process = null;
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Redis is not running");
        }
        return process.pid();
    }
}
