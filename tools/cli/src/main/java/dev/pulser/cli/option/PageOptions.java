// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import dev.pulser.cli.api.QueryParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options {@code --limit} and {@code --cursor} of every list that comes in pages. */
public final class PageOptions {

    @Option(names = "--limit", paramLabel = "N", description = "Items per page (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Cursor of the next page, printed with the last one.")
    private @Nullable String cursor;

    /** Adds the parameters to a query of the REST API, and returns it. */
    public QueryParameters addTo(QueryParameters query) {
        return query.with("limit", Integer.toString(limit)).with("cursor", cursor);
    }
}
