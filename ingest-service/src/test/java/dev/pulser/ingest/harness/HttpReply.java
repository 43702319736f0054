// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Received HTTP response.
 *
 * @param headers by lower-case name
 */
public record HttpReply(int status, Map<String, String> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    /** Returns the slug of the problem; empty if the response is not a problem. */
    public String slug() {
        return header("content-type").startsWith("application/problem+json")
                ? json().path("type").asText().replace("urn:pulser:problem:", "")
                : "";
    }
}
