// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the schemas are, {@code pulser.schema-registry.*}. */
@ConfigMapping(prefix = "pulser.schema-registry")
public interface SchemaRegistryConfig {

    /** A registry that speaks the Confluent API; without one, schema ids come from the built-in catalogue. */
    Optional<URI> url();
}
