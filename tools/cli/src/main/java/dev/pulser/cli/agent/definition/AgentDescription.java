// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Description of an agent: its definition as YAML that {@code agents add} takes, below comments with its state. */
final class AgentDescription {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private AgentDescription() {}

    /** Returns the lines to print of a response of the REST API. */
    static List<String> lines(JsonNode agent) {
        var lines = new ArrayList<String>();
        lines.add(comment(health(agent.path("health"))));
        lines.add(comment(lane(agent)));
        agent.path("spending").forEach(spent -> lines.add(comment(spending(spent))));
        yaml(agent.path("definition")).lines().forEach(lines::add);
        return lines;
    }

    private static String comment(String text) {
        return "# " + text.replaceAll("\\s+", " ");
    }

    private static String health(JsonNode health) {
        var text = new StringJoiner(", ");
        text.add("health: " + health.path("status").asText("unknown"));
        if (health.hasNonNull("since")) {
            text.add("since " + health.path("since").asText());
        }
        if (health.hasNonNull("checked_at")) {
            text.add("checked at " + health.path("checked_at").asText());
        }
        return health.hasNonNull("reason") ? text + ": " + health.path("reason").asText() : text.toString();
    }

    private static String lane(JsonNode agent) {
        var lane = agent.path("lane");
        if (lane.isMissingNode()) {
            return "lane: no status yet";
        }
        var text = new StringJoiner(", ");
        text.add("lane: " + (lane.path("paused").asBoolean() ? "paused" : "active"));
        for (var count : List.of("running", "waiting", "retrying")) {
            text.add("%s %s".formatted(lane.path(count).asText("0"), count));
        }
        if (agent.hasNonNull("block_reason")) {
            text.add("blocked: " + agent.path("block_reason").asText());
        }
        return text.toString();
    }

    private static String spending(JsonNode spent) {
        var payer =
                spent.hasNonNull("company") ? "company " + spent.path("company").asText() : "all companies";
        var limit =
                spent.hasNonNull("limit_usd") ? " of " + spent.path("limit_usd").asText() : "";
        return "spending of %s since %s: %s%s USD, %s USD reserved"
                .formatted(
                        payer,
                        spent.path("period_start").asText(),
                        spent.path("spent_usd").asText(),
                        limit,
                        spent.path("reserved_usd").asText("0"));
    }

    private static String yaml(JsonNode definition) {
        try {
            return YAML.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The definition cannot be written as YAML", e);
        }
    }
}
