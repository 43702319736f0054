// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the stores. */
final class StateFolder {

    private StateFolder() {}

    /** Makes the folder where it is missing, and writes into it once: that no one forbids it proves little. */
    static void requireWritable(Path folder) throws CannotStart {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", null));
        } catch (IOException e) {
            throw new CannotStart(
                    "the folder of its state, %s, cannot be written (%s: %s); make it writable or set pulser.routing.state-dir to another, what it held is read again from Kafka"
                            .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
