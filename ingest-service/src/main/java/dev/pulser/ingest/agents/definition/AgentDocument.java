// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agent as clients write it: for the OpenAPI document only, the contract's AgentReader reads it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "AgentDefinition", additionalProperties = Schema.False.class)
public record AgentDocument(
        @Schema(description = "A letter followed by up to 63 of a-z, 0-9, _ and -", maxLength = 64)
        String name,

        @Schema(description = "For people") @Nullable String role,

        @Schema(enumeration = {"http", "mcp", "a2a", "llm", "kafka"})
        String kind,

        @Schema(description = "What it is the home of") @Nullable
        List<String> taskTypes,

        @Schema(description = "Attempts at a time", minimum = "1", maximum = "10000")
        int capacity,

        @Schema(description = "Limit of one attempt, ISO 8601", examples = "PT5M")
        String timeout,

        @Schema(description = "http or https address; for kinds http, a2a and llm") @Nullable
        String endpoint,

        @Schema(description = "MCP servers, the primary one first; for kinds mcp and llm") @Nullable
        List<String> servers,

        @Schema(description = "Agents that take over, in order") @Nullable
        List<String> backups,

        @Schema(description = "Whether calling it twice with one key does the work once", defaultValue = "false")
        @Nullable
        Boolean idempotent,

        @Schema(minimum = "1", maximum = "168") @Nullable Integer hoursPerWeek,

        @Schema(type = SchemaType.OBJECT, description = "completion_percent, response (ISO 8601), error_percent")
        @Nullable
        Map<String, Object> serviceLevel,

        @Schema(description = "Whether it takes new tasks", defaultValue = "true") @Nullable
        Boolean enabled,

        @Schema(type = SchemaType.OBJECT, description = "JSON Schema 2020-12 of its payloads") @Nullable
        Map<String, Object> inputSchema,

        @Schema(description = "Environment variable of the adapters that holds the token for the endpoint") @Nullable
        String credential,

        @Schema(description = "Where the agent says how it is") @Nullable
        String healthUrl,

        @Schema(description = "An emoji or the name of a picture", maxLength = 64) @Nullable
        String avatar,

        @Schema(
                type = SchemaType.OBJECT,
                description =
                        "requests_per_minute, tokens_per_minute, company_concurrency, company_requests_per_minute")
        @Nullable
        Map<String, Integer> limits,

        @Schema(
                type = SchemaType.OBJECT,
                description = "In US dollars: input_per_million and output_per_million tokens, per_attempt")
        @Nullable
        Map<String, BigDecimal> rates,

        @Schema(
                type = SchemaType.OBJECT,
                description =
                        "period (day, month, total); in US dollars: per_attempt, agent, company, companies (by name)")
        @Nullable
        Map<String, Object> budget,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Of kind llm: name, prompt, tools, max_steps, max_tokens, max_output_tokens, temperature")
        @Nullable
        Map<String, Object> model,

        @Schema(description = "Who asks, for the audit", maxLength = 256) @Nullable
        String by,

        @Schema(description = "Why, for the audit", maxLength = 500) @Nullable
        String reason) {}
