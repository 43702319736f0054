// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.FaultEffect;
import dev.pulser.chaos.fault.SystemUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pause of a process by SIGSTOP and SIGCONT. Effect: the kernel reports the process as stopped, and it does not respond. */
public record ProcessPause(SystemUnderTest system) {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    public FaultEffect pause(Component component, Duration length) throws IOException, InterruptedException {
        long pid = system.pid(component);
        var all = new CopyOnWriteArrayList<Long>();
        var interrupted = new Thread(
                () -> resume(all), "resume-processes"); // a run that is aborted leaves no stopped process behind
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean stopped;
        boolean silent;
        try {
            all.add(pid);
            ProcessSignals.stop(pid);
            if (component == Component.POSTGRES) { // its server processes run on without their parent
                for (long child : ProcessSignals.childrenOf(pid)) {
                    all.add(child);
                    ProcessSignals.stop(child);
                }
            }
            stopped = Polling.until(STOPPED_WITHIN, () -> ProcessSignals.isStopped(pid));
            silent = !system.responds(component);
            Polling.pause(length);
        } finally {
            resume(all);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        boolean back = Polling.until(BACK_WITHIN, () -> system.responds(component));
        return new FaultEffect(
                stopped && silent && back,
                "process %d %s, its address %s, and %s afterwards"
                        .formatted(
                                pid,
                                stopped ? "stopped" : "not stopped",
                                silent ? "did not respond" : "responded",
                                back ? "responds" : "does not respond"));
    }

    private static void resume(List<Long> stopped) {
        try {
            for (long each : stopped.reversed()) {
                ProcessSignals.resume(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
