// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;

/** Conversion of entries to lines of JSON. */
final class HistoryEntryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HistoryEntryJson() {}

    static String line(HistoryEntry entry) {
        var node = JSON.createObjectNode()
                .put("nanos", entry.at().nanos())
                .put("wall", entry.at().wall().toString())
                .put("phase", entry.phase().slug())
                .put("op", entry.op())
                .put("client", entry.client())
                .put("kind", entry.kind());
        var facts = node.putObject("facts");
        entry.sortedFacts().forEach(facts::put);
        return node.toString();
    }

    static HistoryEntry parse(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an entry of a history: " + line, e);
        }
        var facts = new HashMap<String, String>();
        node.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new HistoryEntry(
                new Moment(
                        node.path("nanos").asLong(),
                        Instant.parse(node.path("wall").asText())),
                OperationPhase.parse(node.path("phase").asText()),
                node.path("op").asLong(),
                node.path("client").asInt(),
                node.path("kind").asText(),
                facts);
    }
}
