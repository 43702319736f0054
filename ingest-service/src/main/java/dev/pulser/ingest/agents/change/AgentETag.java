// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Entity tag (RFC 9110) of an agent definition. All instances compute the same tag for the same definition.
 *
 * @param value tag with its quotes
 */
public record AgentETag(String value) {

    private static final int HEX_CHARS = 32;
    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    public static AgentETag of(AgentDefinition agent) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = digest.digest(SORTED.writeValueAsBytes(AgentDefinitionWriter.write(agent)));
            return new AgentETag('"' + HexFormat.of().formatHex(hash).substring(0, HEX_CHARS) + '"');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a definition is always valid JSON, and SHA-256 is always available", e);
        }
    }

    /** Returns true when a header {@code If-Match} allows a change of this definition; a missing header always does. */
    boolean isMatchedBy(@Nullable String header) {
        return header == null
                || Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(value));
    }
}
