// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import dev.pulser.cli.doctor.Finding;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.PulserService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Checks of the machine: JDK, Maven, memory, disk and build. */
record MachineChecks(ProjectLayout project, Path home) {

    private static final int JDK = 25;
    private static final long GIGABYTE = 1L << 30;
    private static final long MEMORY = 2 * GIGABYTE;
    private static final long DISK = GIGABYTE;
    private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)");

    List<Finding> run() {
        return List.of(jdk(Runtime.version()), maven(), memory(), disk(), build());
    }

    static Finding jdk(Runtime.Version version) {
        var detail = "%s in %s".formatted(version, System.getProperty("java.home"));
        return version.feature() >= JDK
                ? Finding.ok("JDK", detail)
                : Finding.problem(
                        "JDK", detail, "Install JDK %d, or set PULSER_JAVA_HOME to its folder.".formatted(JDK));
    }

    private static Finding maven() {
        try {
            var process =
                    new ProcessBuilder("mvn", "-v").redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return mavenOf(text);
        } catch (IOException e) {
            return mavenOf("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return mavenOf("");
        }
    }

    /** Evaluates the output of {@code mvn -v}. */
    static Finding mavenOf(String text) {
        var match = MAVEN.matcher(text);
        var remedy = "Install Maven 3.8.7 or later (apt install maven, brew install maven).";
        if (!match.find()) {
            return Finding.problem("Maven", "Maven was not found.", remedy);
        }
        int[] have = {
            Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))
        };
        return Arrays.compare(have, new int[] {3, 8, 7}) >= 0
                ? Finding.ok("Maven", match.group().substring("Apache Maven ".length()))
                : Finding.problem("Maven", match.group() + " is too old.", remedy);
    }

    private static Finding memory() {
        var available = availableMemory();
        var detail = gigabytes(available) + " available";
        return available >= MEMORY
                ? Finding.ok("memory", detail)
                : Finding.problem("memory", detail, "Stop other programs: the stack needs about 2 GB.");
    }

    private static long availableMemory() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(IOException::new);
        } catch (IOException e) { // not Linux: total memory instead
            return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                    .getTotalMemorySize();
        }
    }

    private Finding disk() {
        try {
            var folder = Files.createDirectories(home);
            var free = Files.getFileStore(folder).getUsableSpace();
            var detail = "%s free in %s".formatted(gigabytes(free), home);
            return free >= DISK
                    ? Finding.ok("disk", detail)
                    : Finding.problem(
                            "disk", detail, "Free disk space, or use another folder with PULSER_HOME or --data DIR.");
        } catch (IOException e) {
            return Finding.problem(
                    "disk",
                    "Cannot write to %s: %s".formatted(home, e.getMessage()),
                    "Set PULSER_HOME to another folder.");
        }
    }

    private Finding build() {
        var missing = Arrays.stream(PulserService.values())
                .filter(service -> !Files.exists(project.jarOf(service)))
                .map(PulserService::module)
                .toList();
        return missing.isEmpty()
                ? Finding.ok("build", "All services are built.")
                : Finding.problem(
                        "build",
                        "Not built: %s.".formatted(String.join(", ", missing)),
                        "Run ./pulser up to build them.");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }
}
