// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HostTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void returnsFactsAboutTheHost() throws Exception {
        var facts = contentOf(new HostFacts(Path.of("."), now::get), "{}");

        assertThat(facts.path("processors").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(facts.path("jvm_version").asText())
                .isEqualTo(Runtime.version().toString());
        assertThat(facts.at("/disk/free_bytes").asLong()).isPositive();
        assertThat(facts.at("/heap/max_bytes").asLong())
                .isGreaterThan(facts.at("/heap/used_bytes").asLong());
    }

    @Test
    void measuresItsUptime() throws Exception {
        var facts = new HostFacts(Path.of("."), now::get);
        now.set(Instant.EPOCH.plusSeconds(90));

        assertThat(contentOf(facts, "{}").path("uptime_seconds").asLong()).isEqualTo(90);
    }

    @Test
    void returnsItsArgument() throws Exception {
        assertThat(contentOf(new Echo(), "{\"message\": \"a\\nb\"}")).isEqualTo(json("{\"message\": \"a\\nb\"}"));
        assertThat(failureOf(new Echo(), "{}")).isEqualTo("message is required.");
    }
}
