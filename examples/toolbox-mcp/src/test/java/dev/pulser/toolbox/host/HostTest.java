// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import static dev.pulser.toolbox.bench.Calling.answerOf;
import static dev.pulser.toolbox.bench.Calling.json;
import static dev.pulser.toolbox.bench.Calling.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HostTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void tellsFactsThatAreTrue() throws Exception {
        var facts = answerOf(new HostFacts(Path.of("."), now::get), "{}");

        assertThat(facts.path("processors").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(facts.path("jvm_version").asText())
                .isEqualTo(Runtime.version().toString());
        assertThat(facts.path("free_disk_bytes").asLong()).isPositive();
        assertThat(facts.path("max_heap_bytes").asLong())
                .isGreaterThan(facts.path("used_heap_bytes").asLong());
    }

    @Test
    void countsTheTimeSinceItsStart() throws Exception {
        var facts = new HostFacts(Path.of("."), now::get);
        now.set(Instant.EPOCH.plusSeconds(90));

        assertThat(answerOf(facts, "{}").path("uptime_seconds").asLong()).isEqualTo(90);
    }

    @Test
    void echoesWhatItIsGiven() throws Exception {
        assertThat(answerOf(new Echo(), "{\"message\": \"a\\nb\"}")).isEqualTo(json("{\"message\": \"a\\nb\"}"));
        assertThat(refusalOf(new Echo(), "{}")).isEqualTo("message is missing");
    }
}
