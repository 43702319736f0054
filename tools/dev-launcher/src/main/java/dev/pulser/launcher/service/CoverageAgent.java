// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * JaCoCo in the services' JVMs, so that end-to-end tests count towards their coverage. Set by the variable or system
 * property {@value #SETTING}: {@code <agent jar>,<folder for the results>}.
 */
public record CoverageAgent(Path jar, Path results) {

    public static final String SETTING = "PULSER_JACOCO";

    /** Reads {@code <agent jar>,<folder>}; empty when there is nothing to read. */
    public static Optional<CoverageAgent> parse(Optional<String> setting) {
        return setting.filter(text -> !text.isBlank()).map(text -> {
            var comma = text.indexOf(',');
            if (comma < 1) {
                throw new IllegalArgumentException(
                        "%s is \"%s\", but must be <agent jar>,<folder>".formatted(SETTING, text));
            }
            return new CoverageAgent(Path.of(text.substring(0, comma)), Path.of(text.substring(comma + 1)));
        });
    }

    String flag(Service service) {
        return "-javaagent:%s=destfile=%s,append=true,includes=dev.pulser.*,excludes=dev.pulser.wire.*"
                .formatted(jar, results.resolve("jacoco-" + service.label() + ".exec"));
    }
}
