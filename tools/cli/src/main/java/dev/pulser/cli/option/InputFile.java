// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import dev.pulser.cli.console.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text of a file that an option names, or of standard input when it is {@code -}. */
public final class InputFile {

    private InputFile() {}

    /**
     * Reads all of it as UTF-8.
     *
     * @param input standard input
     * @throws UsageException when it cannot be read
     */
    public static String read(String file, InputStream input) {
        try {
            var bytes = file.equals("-") ? input.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException("File %s does not exist.".formatted(file));
        } catch (IOException e) {
            throw new UsageException("Cannot read %s: %s".formatted(file, e.getMessage()));
        }
    }
}
