// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.StackComponent;
import dev.pulser.launcher.service.PulserService;
import dev.pulser.launcher.stack.DevLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Components of the stack as targets of fault injection. */
record StackFaultTarget(DevLauncher launcher) implements Parts {

    private static final List<Part> BROKERS = List.of(Part.BROKER, Part.SECOND_BROKER, Part.THIRD_BROKER);
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(2);

    @Override
    public void kill(Part part) {
        find(part).kill();
    }

    @Override
    public void stop(Part part) {
        find(part).stop();
    }

    /** Starts the component, again when that fails, as a supervisor does: its dependencies may be down too. */
    @Override
    public void start(Part part) {
        long end = System.nanoTime() + RESTART_LIMIT.toNanos();
        while (true) {
            try {
                find(part).start();
                return;
            } catch (LaunchException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                find(part).kill();
            }
        }
    }

    @Override
    public int loseState(Part part) {
        if (part != Part.ROUTING) {
            throw new IllegalArgumentException("%s has no state to delete".formatted(part));
        }
        var folder = Objects.requireNonNull(
                launcher.environmentOf(PulserService.ROUTING).get("PULSER_ROUTING_STATE_DIR"));
        try (var files = Files.walk(Path.of(folder))) {
            var all = files.sorted(Comparator.reverseOrder()).toList();
            for (var file : all) {
                Files.delete(file);
            }
            return all.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the state in %s".formatted(folder), e);
        }
    }

    @Override
    public long pid(Part part) {
        return find(part).pid();
    }

    @Override
    public boolean answers(Part part) {
        return find(part).ready();
    }

    @Override
    public List<Part> brokers() {
        return BROKERS.subList(0, launcher.brokers().size());
    }

    private StackComponent find(Part part) {
        return switch (part) {
            case INGEST -> launcher.service(PulserService.INGEST);
            case ROUTING -> launcher.service(PulserService.ROUTING);
            case ADAPTERS -> launcher.service(PulserService.ADAPTERS);
            case TELEMETRY -> launcher.service(PulserService.TELEMETRY);
            case BROKER, SECOND_BROKER, THIRD_BROKER -> launcher.brokers().get(BROKERS.indexOf(part));
            case REDIS -> launcher.redis();
            case POSTGRES -> launcher.postgres();
        };
    }
}
