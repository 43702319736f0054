// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.Service;
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

/** What Pulser needs of the machine. */
record MachineChecks(ProjectHome project, Path home) {

    private static final int JDK = 25;
    private static final long GIGABYTE = 1L << 30;
    private static final long MEMORY = 2 * GIGABYTE;
    private static final long DISK = GIGABYTE;
    private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)");

    List<Finding> all() {
        return List.of(jdk(Runtime.version()), maven(), memory(), disk(), built());
    }

    static Finding jdk(Runtime.Version version) {
        var detail = "%s in %s".formatted(version, System.getProperty("java.home"));
        return version.feature() >= JDK
                ? Finding.ok("JDK", detail)
                : Finding.problem("JDK", detail, "install JDK %d or set PULSER_JAVA_HOME to one".formatted(JDK));
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

    /** {@code text} is what {@code mvn -v} printed. */
    static Finding mavenOf(String text) {
        var match = MAVEN.matcher(text);
        var wayOut = "install Maven 3.8.7 or later (apt install maven, brew install maven)";
        if (!match.find()) {
            return Finding.problem("Maven", "missing", wayOut);
        }
        int[] have = {
            Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))
        };
        return Arrays.compare(have, new int[] {3, 8, 7}) >= 0
                ? Finding.ok("Maven", match.group().substring("Apache Maven ".length()))
                : Finding.problem("Maven", match.group() + " is too old", wayOut);
    }

    private static Finding memory() {
        var available = availableMemory();
        var detail = gigabytes(available) + " available";
        return available >= MEMORY
                ? Finding.ok("memory", detail)
                : Finding.problem("memory", detail, "end other programs: everything together needs about 2 GB");
    }

    private static long availableMemory() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(IOException::new);
        } catch (IOException e) { // not Linux: what there is in all
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
                    : Finding.problem("disk", detail, "make room, or keep the data elsewhere: PULSER_HOME, --data DIR");
        } catch (IOException e) {
            return Finding.problem(
                    "disk", "%s cannot be written: %s".formatted(home, e.getMessage()), "set PULSER_HOME");
        }
    }

    private Finding built() {
        var missing = Arrays.stream(Service.values())
                .filter(service -> !Files.exists(project.jarOf(service)))
                .map(Service::module)
                .toList();
        return missing.isEmpty()
                ? Finding.ok("build", "all services are built")
                : Finding.problem("build", "not built: " + String.join(", ", missing), "./pulser up builds them");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }
}
