// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.text.AgentWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag (RFC 9110) of a definition: the same for the same definition, whichever instance is asked.
 *
 * @param value quoted
 */
record DefinitionTag(String value) {

    private static final int HEX_CHARS = 32;
    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    static DefinitionTag of(AgentDefinition agent) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = digest.digest(SORTED.writeValueAsBytes(AgentWriter.write(agent)));
            return new DefinitionTag('"' + HexFormat.of().formatHex(hash).substring(0, HEX_CHARS) + '"');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a definition is JSON, and every Java platform has SHA-256", e);
        }
    }

    /** Whether a header {@code If-Match} lets a change of this definition through; one that is not there does. */
    boolean isMatchedBy(@Nullable String header) {
        return header == null
                || Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(value));
    }
}
