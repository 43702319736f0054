// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** SIGSTOP, and SIGCONT after a while: a process that knows nothing of the time in between. The kernel is the proof. */
public record Pausing(Parts parts) {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    public Proof pause(Part part, Duration length) throws IOException, InterruptedException {
        long pid = parts.pid(part);
        var all = new CopyOnWriteArrayList<Long>();
        var interrupted =
                new Thread(() -> goOn(all), "go-on"); // a run that is ended now leaves nobody who stands still
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean stopped;
        boolean silent;
        try {
            all.add(pid);
            Signals.stop(pid);
            if (part == Part.POSTGRES) { // its server processes go on without their parent
                for (long child : Signals.childrenOf(pid)) {
                    all.add(child);
                    Signals.stop(child);
                }
            }
            stopped = Await.until(STOPPED_WITHIN, () -> Signals.isStopped(pid));
            silent = !parts.answers(part);
            Await.pause(length);
        } finally {
            goOn(all);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        boolean back = Await.until(BACK_WITHIN, () -> parts.answers(part));
        return new Proof(
                stopped && silent && back,
                "process %d %s, its address %s, afterwards it %s"
                        .formatted(
                                pid,
                                stopped ? "stopped" : "not stopped",
                                silent ? "silent" : "answers",
                                back ? "answers" : "is silent"));
    }

    private static void goOn(List<Long> stopped) {
        try {
            for (long each : stopped.reversed()) {
                Signals.goOn(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
