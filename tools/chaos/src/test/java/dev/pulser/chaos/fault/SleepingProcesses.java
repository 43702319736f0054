// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** System under test of idle processes, which respond while they run and are not stopped. */
public final class SleepingProcesses implements SystemUnderTest, AutoCloseable {

    private final Map<Component, Process> processes = new HashMap<>();
    private final List<Component> brokers;
    private boolean ignoringSignals;
    private int files;

    public SleepingProcesses(Component... brokers) {
        this.brokers = List.of(brokers);
        List.of(Component.values()).forEach(this::start);
    }

    /** Makes all processes survive kill and stop. */
    public void ignoreSignals() {
        ignoringSignals = true;
    }

    /** Sets the number of files that {@link #deleteState} deletes. */
    public void keep(int files) {
        this.files = files;
    }

    @Override
    public void kill(Component component) {
        if (!ignoringSignals) {
            running(component).destroyForcibly().onExit().join();
        }
    }

    @Override
    public void stop(Component component) {
        if (!ignoringSignals) {
            running(component).destroy();
            running(component).onExit().join();
        }
    }

    @Override
    public void start(Component component) {
        if (!processes.containsKey(component) || !running(component).isAlive()) {
            try {
                processes.put(component, new ProcessBuilder("sleep", "60").start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public int deleteState(Component component) {
        return running(component).isAlive() ? 0 : files;
    }

    @Override
    public long pid(Component component) {
        return running(component).pid();
    }

    @Override
    public boolean responds(Component component) {
        return running(component).isAlive() && !isStopped(pid(component));
    }

    @Override
    public List<Component> brokers() {
        return brokers;
    }

    private static boolean isStopped(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .contains("State:\tT");
        } catch (IOException e) {
            return false;
        }
    }

    private Process running(Component component) {
        return Objects.requireNonNull(processes.get(component));
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
    }
}
