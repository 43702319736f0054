// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that an option names a file for, or {@code -}. */
public final class InputText {

    private InputText() {}

    /**
     * All of it.
     *
     * @param input what {@code -} reads
     * @throws UsageFailure where it cannot be read
     */
    public static String read(String file, InputStream input) {
        try {
            var bytes = file.equals("-") ? input.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageFailure("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
