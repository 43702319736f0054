// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Comparison of results as JSON, without regard to whitespace. */
final class JsonResults {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonResults() {}

    static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one.equals(other)) {
            return true;
        }
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
