// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Settings of the schema registry, {@code pulser.schema-registry.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.schema-registry")
public interface SchemaRegistryConfig {

    /** Base URL of a registry with the Confluent API. Without it, schema ids come from the built-in catalog. */
    Optional<URI> url();
}
