// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import java.time.Duration;

/** HTTP settings for tests. */
record FixedHttpAdapterConfig(Duration connectTimeout, int maxResponseBytes) implements HttpAdapterConfig {

    static FixedHttpAdapterConfig small() {
        return new FixedHttpAdapterConfig(Duration.ofSeconds(2), 10_000);
    }
}
