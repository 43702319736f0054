// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import java.nio.file.Files;
import java.nio.file.Path;

/** Root folder of the project. */
final class Project {

    private Project() {}

    /** Returns the nearest folder, from the working directory upward, that holds the start script. */
    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("pulser"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder above %s holds ./pulser".formatted(Path.of("").toAbsolutePath()));
    }
}
