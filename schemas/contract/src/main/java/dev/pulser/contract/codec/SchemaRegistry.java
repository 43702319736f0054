// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Schemas in a registry that speaks the Confluent API (Apicurio, Confluent, Karapace, Redpanda). What was asked once is
 * remembered: ids never change their meaning, so a registry that goes away later stops nobody.
 *
 * <p>Errors: an unknown id is {@link UnknownSchema}; no answer within five seconds is {@link SchemasUnavailable}.
 */
public final class SchemaRegistry implements SchemaIds {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> bySubject = new ConcurrentHashMap<>();

    /** @param root the address that {@code /subjects} and {@code /schemas} stand under */
    public SchemaRegistry(URI root) {
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
    }

    /** The subject of a topic's values is its name and {@code -value}, as in the registry's own clients. */
    @Override
    public int idOf(String topic, Schema schema) {
        return bySubject.computeIfAbsent(topic + "-value", subject -> register(subject, schema));
    }

    @Override
    public Schema schemaOf(int id) {
        return byId.computeIfAbsent(id, this::fetch);
    }

    private int register(String subject, Schema schema) {
        var body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        var path = "/subjects/%s/versions".formatted(URLEncoder.encode(subject, StandardCharsets.UTF_8));
        var response = send(request(path).POST(BodyPublishers.ofString(body)).build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the schema registry at %s refuses the schema of subject %s: HTTP %d, %s"
                    .formatted(root, subject, response.statusCode(), response.body()));
        }
        int id = read(response).path("id").asInt();
        byId.put(id, schema);
        return id;
    }

    private Schema fetch(int id) {
        var response = send(request("/schemas/ids/" + id).GET().build());
        if (response.statusCode() == 404) {
            throw new UnknownSchema(id);
        }
        if (response.statusCode() != 200) {
            throw new SchemasUnavailable(
                    "the schema registry at %s answers HTTP %d".formatted(root, response.statusCode()));
        }
        try {
            return new Schema.Parser().parse(read(response).path("schema").asText());
        } catch (SchemaParseException e) {
            throw new UnknownSchema(id);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(LIMIT)
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SchemasUnavailable("the schema registry at %s does not answer".formatted(root), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemasUnavailable("interrupted while asking the schema registry", e);
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new SchemasUnavailable(
                    "the schema registry at %s answers something else than JSON".formatted(root), e);
        }
    }
}
