// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.FaultEffect;
import dev.pulser.chaos.fault.SystemUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Termination and restart of processes. Effect: the process is gone, does not respond, and was replaced by another. */
public record ProcessKill(SystemUnderTest system) {

    /** Kills the component, and starts it again after {@code length}. */
    public FaultEffect kill(Component component, Duration length) throws InterruptedException {
        return replace(component, system::kill, length);
    }

    /** Kills the component and deletes its local state, and starts it again after {@code length}. */
    public FaultEffect deleteState(Component component, Duration length) throws InterruptedException {
        var deleted = new AtomicInteger();
        var replaced = replace(
                component,
                each -> {
                    system.kill(each);
                    deleted.set(system.deleteState(each));
                },
                length);
        return new FaultEffect(
                replaced.observed() && deleted.get() > 0,
                "%s; %d files of its state deleted".formatted(replaced.description(), deleted.get()));
    }

    /** Kills and restarts all components one after the other. */
    public FaultEffect killInTurn(List<Component> all, Duration length) throws InterruptedException {
        return inTurn(all, system::kill, length);
    }

    /** Stops and restarts all components one after the other. */
    public FaultEffect stopInTurn(List<Component> all) throws InterruptedException {
        return inTurn(all, system::stop, Duration.ZERO);
    }

    private FaultEffect inTurn(List<Component> all, Consumer<Component> end, Duration length)
            throws InterruptedException {
        var steps = new ArrayList<FaultEffect>();
        for (var component : all) {
            steps.add(replace(component, end, length));
        }
        return FaultEffect.ofAll(steps);
    }

    private FaultEffect replace(Component component, Consumer<Component> end, Duration length)
            throws InterruptedException {
        long before = system.pid(component);
        long begun = System.nanoTime();
        end.accept(component);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        boolean gone = ProcessSignals.isGone(before);
        boolean silent = !system.responds(component);
        Polling.pause(length);
        system.start(component);
        long after = system.pid(component);
        return new FaultEffect(
                gone && silent && after != before,
                "process %d %s after %d ms, its address %s, replaced by process %d"
                        .formatted(
                                before,
                                gone ? "is gone" : "still runs",
                                took.toMillis(),
                                silent ? "does not respond" : "still responds",
                                after));
    }
}
