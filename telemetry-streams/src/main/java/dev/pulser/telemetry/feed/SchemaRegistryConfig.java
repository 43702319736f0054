// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where schemas are looked up, {@code pulser.schema-registry.*}. */
@ConfigMapping(prefix = "pulser.schema-registry")
public interface SchemaRegistryConfig {

    /** Any registry with the Confluent API; without one the built-in catalogue knows the schemas. */
    Optional<URI> url();
}
