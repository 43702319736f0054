// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.chaos;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.service.Service;
import dev.pulser.launcher.stack.DevLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The parts of a stack, as the nemesis knows them. */
record StackUnderTest(DevLauncher launcher) implements Parts {

    private static final List<Part> BROKERS = List.of(Part.BROKER, Part.SECOND_BROKER, Part.THIRD_BROKER);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void kill(Part part) {
        find(part).kill();
    }

    @Override
    public void stop(Part part) {
        find(part).stop();
    }

    /** As a supervisor does: what it needs may be down too, so one that gives up is started again. */
    @Override
    public void start(Part part) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                find(part).start();
                return;
            } catch (LaunchFailure e) {
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
            throw new IllegalArgumentException("%s keeps nothing that it could lose".formatted(part));
        }
        var folder =
                Objects.requireNonNull(launcher.environmentOf(Service.ROUTING).get("PULSER_ROUTING_STATE_DIR"));
        try (var files = Files.walk(Path.of(folder))) {
            var all = files.sorted(Comparator.reverseOrder()).toList();
            for (var file : all) {
                Files.delete(file);
            }
            return all.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the state in %s cannot be deleted".formatted(folder), e);
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

    private dev.pulser.launcher.process.Part find(Part part) {
        return switch (part) {
            case INGEST -> launcher.service(Service.INGEST);
            case ROUTING -> launcher.service(Service.ROUTING);
            case ADAPTERS -> launcher.service(Service.ADAPTERS);
            case TELEMETRY -> launcher.service(Service.TELEMETRY);
            case BROKER, SECOND_BROKER, THIRD_BROKER -> launcher.brokers().get(BROKERS.indexOf(part));
            case REDIS -> launcher.redis();
            case POSTGRES -> launcher.postgres();
        };
    }
}
