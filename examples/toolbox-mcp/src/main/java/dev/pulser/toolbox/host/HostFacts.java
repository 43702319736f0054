// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Tool that returns facts about the machine and the process of the toolbox. */
public final class HostFacts implements Tool {

    private final Path folder;
    private final InstantSource clock;
    private final Instant started;

    /** @param folder folder whose disk is reported */
    public HostFacts(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** @param uptimeSeconds time since the start of the toolbox */
    record Facts(
            int processors,
            Heap heap,
            Disk disk,
            String jvmVersion,
            String operatingSystem,
            String architecture,
            long uptimeSeconds) {}

    /** Heap of the toolbox. */
    record Heap(long maxBytes, long usedBytes) {}

    /** Disk of the root folder; all zero when the folder does not exist. */
    record Disk(long freeBytes, long totalBytes) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "host_facts",
                "Facts about the host",
                "Returns processors, heap, disk space of the folder, JVM version, operating system and uptime.",
                List.of(),
                Facts.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) {
        var runtime = Runtime.getRuntime();
        var disk = folder.toFile();
        return new ToolResult.Success(new Facts(
                runtime.availableProcessors(),
                new Heap(runtime.maxMemory(), runtime.totalMemory() - runtime.freeMemory()),
                new Disk(disk.getUsableSpace(), disk.getTotalSpace()),
                Runtime.version().toString(),
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"),
                Duration.between(started, clock.instant()).toSeconds()));
    }
}
