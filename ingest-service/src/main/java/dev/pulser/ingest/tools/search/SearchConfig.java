// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How tools are looked for, {@code pulser.tools.*}. Read once at start-up; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.tools")
public interface SearchConfig {

    /** {@code words}, or {@code meaning}: also by what is meant, with a model that is loaded at the first search. */
    @WithName("search")
    @WithDefault("meaning")
    Way way();

    /** The ways to look for tools. */
    enum Way {
        WORDS,
        MEANING
    }
}
