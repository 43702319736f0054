// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Facts about the machine and the process the toolbox runs in. */
public final class HostFacts implements Tool {

    private final Path folder;
    private final InstantSource clock;
    private final Instant started;

    /** Counts its uptime from now; looks at the disk of {@code folder}. */
    public HostFacts(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * @param freeDiskBytes of the disk the folder is on; 0 where the folder does not exist
     * @param uptimeSeconds since the toolbox started
     */
    record Facts(
            int processors,
            long maxHeapBytes,
            long usedHeapBytes,
            long freeDiskBytes,
            long totalDiskBytes,
            String jvmVersion,
            String operatingSystem,
            String architecture,
            long uptimeSeconds) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "host_facts",
                "Facts about the host",
                "Tells processors, heap, free disk of the folder, JVM version, operating system and uptime.",
                List.of(),
                Facts.class,
                false);
    }

    @Override
    public ToolResult call(Arguments arguments) {
        var runtime = Runtime.getRuntime();
        var disk = folder.toFile();
        return new ToolResult.Answer(new Facts(
                runtime.availableProcessors(),
                runtime.maxMemory(),
                runtime.totalMemory() - runtime.freeMemory(),
                disk.getUsableSpace(),
                disk.getTotalSpace(),
                Runtime.version().toString(),
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"),
                Duration.between(started, clock.instant()).toSeconds()));
    }
}
