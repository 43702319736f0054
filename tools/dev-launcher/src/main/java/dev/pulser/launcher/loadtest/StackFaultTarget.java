// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.SystemUnderTest;
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
record StackFaultTarget(DevLauncher launcher) implements SystemUnderTest {

    private static final List<Component> BROKERS =
            List.of(Component.BROKER, Component.SECOND_BROKER, Component.THIRD_BROKER);
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(2);

    @Override
    public void kill(Component component) {
        find(component).kill();
    }

    @Override
    public void stop(Component component) {
        find(component).stop();
    }

    /** Starts the component; retries for two minutes, because its dependencies may be down too. */
    @Override
    public void start(Component component) {
        long end = System.nanoTime() + RESTART_LIMIT.toNanos();
        while (true) {
            try {
                find(component).start();
                return;
            } catch (LaunchException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                find(component).kill();
            }
        }
    }

    @Override
    public int deleteState(Component component) {
        if (component != Component.ROUTING) {
            throw new IllegalArgumentException("%s has no state to delete".formatted(component));
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
    public long pid(Component component) {
        return find(component).pid();
    }

    @Override
    public boolean responds(Component component) {
        return find(component).ready();
    }

    @Override
    public List<Component> brokers() {
        return BROKERS.subList(0, launcher.brokers().size());
    }

    private StackComponent find(Component component) {
        return switch (component) {
            case INGEST -> launcher.service(PulserService.INGEST);
            case ROUTING -> launcher.service(PulserService.ROUTING);
            case ADAPTERS -> launcher.service(PulserService.ADAPTERS);
            case TELEMETRY -> launcher.service(PulserService.TELEMETRY);
            case BROKER, SECOND_BROKER, THIRD_BROKER -> launcher.brokers().get(BROKERS.indexOf(component));
            case REDIS -> launcher.redis();
            case POSTGRES -> launcher.postgres();
        };
    }
}
