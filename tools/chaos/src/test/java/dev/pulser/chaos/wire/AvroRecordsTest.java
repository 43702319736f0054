// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroRecordsTest {

    private AvroRecords records;

    @BeforeEach
    void read() throws IOException {
        records = new AvroRecords(ReleasedSchemas.in(Path.of("../../schemas/avro/released")));
    }

    @Test
    void readsWrittenRecords() {
        var bytes = records.write("Task", Map.of("task_type", "a", "payload", "{}", "company", "acme"));

        var task = records.read(bytes);
        assertThat(AvroRecords.required(task, "company")).isEqualTo("acme");
        assertThat(AvroRecords.text(task, "agent")).isNull();
        assertThat(AvroRecords.text(task, "unknown_field")).isNull();
        assertThat(AvroRecords.required(task, "priority")).isEqualTo("UNKNOWN");
    }

    @Test
    void rejectsOtherBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> records.read(null));
        assertThatIllegalArgumentException().isThrownBy(() -> records.read(new byte[] {0, 0, 0, 0, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> records.read(new byte[] {0, 0, 1, 0, 1, 5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> records.read("{\"json\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void findsSchemasByIdAndName() {
        assertThat(records.schemas().schema(5).getName()).isEqualTo("TaskEvent");
        assertThat(records.schemas().newest("TaskEvent")).isGreaterThanOrEqualTo(5);
    }
}
