// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulser.chaos.evidence.Evidence;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** File of the evidence, as lines of JSON, for the analysis of violations. */
final class EvidenceFile {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private EvidenceFile() {}

    static void write(Path file, Evidence evidence) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            write(out, "event", evidence.topics().events());
            write(out, "aborted", evidence.topics().aborted());
            write(out, "dead_letter", evidence.topics().deadLetters());
            write(out, "row", evidence.rows().tasks());
            write(out, "view", evidence.views());
            write(out, "end", evidence.offsets().ends());
            write(out, "lag", evidence.offsets().lags());
        }
    }

    private static void write(BufferedWriter out, String kind, Collection<?> all) throws IOException {
        for (var each : all) {
            out.write(JSON.writeValueAsString(Map.of(kind, RecordFields.of(each))));
            out.newLine();
        }
    }
}
