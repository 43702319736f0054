// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Parallel execution of several actions. */
public final class ParallelExecution {

    private ParallelExecution() {}

    /**
     * Runs all actions on virtual threads, and returns once they have ended. The first failure interrupts the others and
     * is thrown after they have ended.
     *
     * @throws LaunchException when the calling thread is interrupted
     */
    public static void run(Collection<? extends Runnable> actions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Void>(threads);
            for (var action : actions) {
                var _ = running.submit(action, null);
            }
            try {
                for (var remaining = actions.size(); remaining > 0; remaining--) {
                    running.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new LaunchException("Interrupted while waiting.", e);
            }
        }
    }
}
