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

/** Parts that do nothing; each is a process that answers as long as it is there and not stopped. */
public final class Sleeper implements Parts, AutoCloseable {

    private final Map<Part, Process> processes = new HashMap<>();
    private final List<Part> brokers;
    private boolean immortal;
    private int files;

    public Sleeper(Part... brokers) {
        this.brokers = List.of(brokers);
        List.of(Part.values()).forEach(this::start);
    }

    /** From now on nobody ends. */
    public void becomeImmortal() {
        immortal = true;
    }

    /** What {@link #loseState} is going to find. */
    public void keep(int files) {
        this.files = files;
    }

    @Override
    public void kill(Part part) {
        if (!immortal) {
            running(part).destroyForcibly().onExit().join();
        }
    }

    @Override
    public void stop(Part part) {
        if (!immortal) {
            running(part).destroy();
            running(part).onExit().join();
        }
    }

    @Override
    public void start(Part part) {
        if (!processes.containsKey(part) || !running(part).isAlive()) {
            try {
                processes.put(part, new ProcessBuilder("sleep", "60").start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public int loseState(Part part) {
        return running(part).isAlive() ? 0 : files;
    }

    @Override
    public long pid(Part part) {
        return running(part).pid();
    }

    @Override
    public boolean answers(Part part) {
        return running(part).isAlive() && !isStopped(pid(part));
    }

    @Override
    public List<Part> brokers() {
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

    private Process running(Part part) {
        return Objects.requireNonNull(processes.get(part));
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
    }
}
