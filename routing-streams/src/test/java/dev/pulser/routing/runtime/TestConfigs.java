// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Factory of configuration mappings for tests. */
public final class TestConfigs {

    private TestConfigs() {}

    public static <T> T configOf(Class<T> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
