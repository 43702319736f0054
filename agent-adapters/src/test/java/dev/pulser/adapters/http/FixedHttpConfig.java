// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import java.time.Duration;

/** In tests a record is the configuration. */
record FixedHttpConfig(Duration connectTimeout, int maxResponseBytes) implements HttpConfig {

    static FixedHttpConfig small() {
        return new FixedHttpConfig(Duration.ofSeconds(2), 10_000);
    }
}
