// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where schemas are looked up, {@code pulser.schema-registry.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.schema-registry")
public interface SchemaRegistryConfig {

    /** A registry with the Confluent API; the built-in catalogue where there is none. */
    Optional<URI> url();
}
