// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters of a request, in the order in which they were added. */
public final class QueryParameters {

    private final List<Map.Entry<String, String>> parameters = new ArrayList<>();

    /** Adds a parameter unless {@code value} is null. A name may occur several times. */
    public QueryParameters with(String name, @Nullable String value) {
        if (value != null) {
            parameters.add(Map.entry(name, value));
        }
        return this;
    }

    /** Returns the query with its question mark, URL-encoded; empty without parameters. */
    String encoded() {
        var query = parameters.stream()
                .map(parameter ->
                        PulserClient.encoded(parameter.getKey()) + "=" + PulserClient.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
