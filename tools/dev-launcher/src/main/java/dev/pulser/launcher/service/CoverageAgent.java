// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * JaCoCo agent in the services' JVMs, by which end-to-end tests count towards their coverage. Set by the variable or system
 * property {@value #SETTING}: {@code <agent jar>,<folder for the results>}.
 */
public record CoverageAgent(Path jar, Path results) {

    public static final String SETTING = "PULSER_JACOCO";

    /** Parses {@code <agent jar>,<folder>}; returns empty for a blank setting. */
    public static Optional<CoverageAgent> parse(Optional<String> setting) {
        return setting.filter(text -> !text.isBlank()).map(text -> {
            var comma = text.indexOf(',');
            if (comma < 1) {
                throw new IllegalArgumentException(
                        "Invalid value \"%s\" for %s. Use <agent jar>,<folder>.".formatted(text, SETTING));
            }
            return new CoverageAgent(Path.of(text.substring(0, comma)), Path.of(text.substring(comma + 1)));
        });
    }

    String flag(PulserService service) {
        return "-javaagent:%s=destfile=%s,append=true,includes=dev.pulser.*,excludes=dev.pulser.wire.*"
                .formatted(jar, results.resolve("jacoco-" + service.label() + ".exec"));
    }
}
