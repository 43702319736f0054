// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where schemas are kept, {@code pulser.schema-registry.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.schema-registry")
public interface SchemaRegistryConfig {

    /** A registry with the Confluent API; without one, the built-in catalogue gives the schemas' ids. */
    Optional<URI> url();
}
