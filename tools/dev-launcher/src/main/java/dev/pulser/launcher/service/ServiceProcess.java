// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.ProcessSpec;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Process of a service: the deployed jar in a separate JVM, ready when its readiness probe succeeds. */
public final class ServiceProcess implements StackComponent {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Each failed probe is a line in the service's log. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);

    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final PulserService service;
    private final Location location;
    private final ServiceJvm jvm;
    private final Map<String, String> environment;
    private final ProcessWatchdog watchdog;
    private @Nullable ChildProcess process;

    /**
     * Location of a service.
     *
     * @param port   HTTP port on the loopback address
     * @param jar    {@code quarkus-run.jar}
     * @param folder working directory
     * @param log    log file
     */
    public record Location(int port, Path jar, Path folder, Path log) {}

    public ServiceProcess(
            PulserService service,
            Location location,
            ServiceJvm jvm,
            Map<String, String> environment,
            ProcessWatchdog watchdog) {
        this.service = service;
        this.location = location;
        this.jvm = jvm;
        this.environment = environment;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public String address() {
        return "http://%s:%d".formatted(HOST, location.port());
    }

    @Override
    public Path log() {
        return location.log();
    }

    @Override
    public void start() {
        if (!Files.exists(location.jar())) {
            throw new LaunchException(
                    "%s is not built: %s is missing. Run ./pulser up to build it.".formatted(name(), location.jar()));
        }
        var spec = new ProcessSpec(
                name(), jvm.command(service, location.jar()), environment, location.folder(), location.log());
        var child = ChildProcess.start(spec, watchdog);
        process = child;
        if (!ConditionPolling.until(START_LIMIT, PROBE_INTERVAL, () -> !child.alive() || ready()) || !child.alive()) {
            throw child.failure(START_LIMIT);
        }
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.isReady(location.port());
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
            throw new IllegalStateException(name() + " is not running");
        }
        return process.pid();
    }
}
