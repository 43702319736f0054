// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.verdict.ChaosVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** File of a verdict, as a JSON document. */
public final class VerdictFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VerdictFile() {}

    public static void write(Path file, ChaosVerdict verdict) throws IOException {
        Files.writeString(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(RecordFields.of(verdict)) + "\n");
    }
}
