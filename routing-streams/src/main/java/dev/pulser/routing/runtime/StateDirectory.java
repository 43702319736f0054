// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.service.start.ServiceStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directory of the state stores. */
final class StateDirectory {

    private StateDirectory() {}

    /** Creates the directory when it is missing and checks that a file can be written there. */
    static void requireWritable(Path directory) throws ServiceStartException {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (IOException e) {
            throw new ServiceStartException(
                    "State directory %s is not writable (%s: %s). Make it writable, or set pulser.routing.state-dir to another directory; its content is restored from Kafka."
                            .formatted(directory, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
