// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Tool search settings, {@code pulser.tools.*}. Read once at startup; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.tools")
public interface ToolSearchConfig {

    /**
     * Search method: {@code keyword}, or {@code semantic}, which also uses a model that is loaded at the first search.
     */
    @WithName("search")
    @WithDefault("semantic")
    Method method();

    /** Search methods. */
    enum Method {
        KEYWORD,
        SEMANTIC
    }
}
