// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Runs several things at the same time and waits for all of them. */
public final class Together {

    private Together() {}

    /**
     * The first failure interrupts the others and is thrown when they have ended.
     *
     * @throws LaunchFailure also when the calling thread is interrupted
     */
    public static void run(Collection<? extends Runnable> actions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Void>(threads);
            for (var action : actions) {
                var _ = running.submit(action, null);
            }
            try {
                for (var left = actions.size(); left > 0; left--) {
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
                throw new LaunchFailure("interrupted", e);
            }
        }
    }
}
