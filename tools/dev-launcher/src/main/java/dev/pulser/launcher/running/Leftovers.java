// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import dev.pulser.launcher.process.Await;
import java.time.Duration;
import java.util.Optional;

/** Ends what a launcher left behind that could not do it itself. */
public final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Returns how many processes there were; none of them runs any more. */
    public static int end(RunningStack stack) {
        var left = stack.parts().stream()
                .map(RunningStack.Running::process)
                .flatMap(Optional::stream)
                .toList();
        left.forEach(ProcessHandle::destroy);
        if (!Await.until(GRACE, () -> left.stream().noneMatch(ProcessHandle::isAlive))) {
            left.forEach(ProcessHandle::destroyForcibly);
            Await.until(GRACE, () -> left.stream().noneMatch(ProcessHandle::isAlive));
        }
        return left.size();
    }
}
