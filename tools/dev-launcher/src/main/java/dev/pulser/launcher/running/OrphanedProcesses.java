// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import dev.pulser.launcher.process.ConditionPolling;
import java.time.Duration;
import java.util.Optional;

/** Processes of a stack whose launcher was killed. */
public final class OrphanedProcesses {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private OrphanedProcesses() {}

    /** Stops the processes, and returns their number. */
    public static int stop(RunningStack stack) {
        var orphans = stack.components().stream()
                .map(RunningComponent::process)
                .flatMap(Optional::stream)
                .toList();
        orphans.forEach(ProcessHandle::destroy);
        if (!ConditionPolling.until(GRACE, () -> orphans.stream().noneMatch(ProcessHandle::isAlive))) {
            orphans.forEach(ProcessHandle::destroyForcibly);
            ConditionPolling.until(GRACE, () -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        }
        return orphans.size();
    }
}
