// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.Await;
import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.Launch;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.Reaper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service: the jar that is deployed, in a JVM of its own, ready when it says so itself. */
public final class ServiceProcess implements Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Each look that finds it starting is a line in its log. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final Service service;
    private final Site site;
    private final ServiceJvm jvm;
    private final Map<String, String> environment;
    private final Reaper reaper;
    private @Nullable ChildProcess process;

    /**
     * Where a service stands.
     *
     * @param port   its HTTP port on the loopback address
     * @param jar    its {@code quarkus-run.jar}
     * @param folder its working directory
     */
    public record Site(int port, Path jar, Path folder, Path log) {}

    public ServiceProcess(Service service, Site site, ServiceJvm jvm, Map<String, String> environment, Reaper reaper) {
        this.service = service;
        this.site = site;
        this.jvm = jvm;
        this.environment = environment;
        this.reaper = reaper;
    }

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public String address() {
        return "http://%s:%d".formatted(HOST, site.port());
    }

    @Override
    public Path log() {
        return site.log();
    }

    @Override
    public void start() {
        if (!Files.exists(site.jar())) {
            throw new LaunchFailure(
                    "%s is not built (%s is missing): run ./pulser up, which builds it".formatted(name(), site.jar()));
        }
        var launch = new Launch(name(), jvm.command(service, site.jar()), environment, site.folder(), site.log());
        var child = ChildProcess.start(launch, reaper);
        process = child;
        if (!Await.until(START_LIMIT, LOOK_EVERY, () -> !child.alive() || ready()) || !child.alive()) {
            throw child.failure(START_LIMIT);
        }
    }

    @Override
    public boolean ready() {
        return Readiness.of(site.port());
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
            throw new IllegalStateException(name() + " does not run");
        }
        return process.pid();
    }
}
