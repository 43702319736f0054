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

class FramesTest {

    private Frames frames;

    @BeforeEach
    void read() throws IOException {
        frames = new Frames(ReleasedSchemas.in(Path.of("../schemas/avro/released")));
    }

    @Test
    void readsWhatItWrote() {
        var bytes = frames.write("Task", Map.of("task_type", "a", "payload", "{}", "company", "acme"));

        var task = frames.read(bytes);
        assertThat(Frames.required(task, "company")).isEqualTo("acme");
        assertThat(Frames.text(task, "agent")).isNull();
        assertThat(Frames.text(task, "no_such_field")).isNull();
        assertThat(Frames.required(task, "priority")).isEqualTo("UNKNOWN");
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertThatIllegalArgumentException().isThrownBy(() -> frames.read(null));
        assertThatIllegalArgumentException().isThrownBy(() -> frames.read(new byte[] {0, 0, 0, 0, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> frames.read(new byte[] {0, 0, 1, 0, 1, 5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frames.read("{\"json\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void knowsTheEventsOfEveryRelease() {
        assertThat(frames.schemas().schema(4).getName()).isEqualTo("TaskEvent");
        assertThat(frames.schemas().newest("TaskEvent")).isGreaterThanOrEqualTo(4);
    }
}
