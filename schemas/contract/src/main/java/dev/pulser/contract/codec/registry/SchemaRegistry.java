// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

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
 * Client of a schema registry with the Confluent API (Apicurio, Confluent, Karapace, Redpanda). Caches all schemas and ids,
 * which never change, so an outage of the registry matters only for new ones. Thread-safe.
 *
 * <p>Errors: {@link UnknownSchemaException} for an unknown id, {@link SchemaRegistryUnavailableException} when there is no
 * response within five seconds.
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

    /** @param root URL that {@code /subjects} and {@code /schemas} are relative to */
    public SchemaRegistry(URI root) {
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
    }

    /** Registers the schema under the subject {@code topic-value}, as the clients of the registry do. */
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
            throw new IllegalStateException(
                    "Schema registry rejected the schema of subject %2$s: url=%1$s status=%3$d body=%4$s"
                            .formatted(root, subject, response.statusCode(), response.body()));
        }
        int id = read(response).path("id").asInt();
        byId.put(id, schema);
        return id;
    }

    private Schema fetch(int id) {
        var response = send(request("/schemas/ids/" + id).GET().build());
        if (response.statusCode() == 404) {
            throw new UnknownSchemaException(id);
        }
        if (response.statusCode() != 200) {
            throw new SchemaRegistryUnavailableException(
                    "Schema registry at %s responded with HTTP %d.".formatted(root, response.statusCode()));
        }
        try {
            return new Schema.Parser().parse(read(response).path("schema").asText());
        } catch (SchemaParseException e) {
            throw new UnknownSchemaException(id);
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
            throw new SchemaRegistryUnavailableException("Schema registry at %s does not respond.".formatted(root), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryUnavailableException("Interrupted while waiting for the schema registry.", e);
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new SchemaRegistryUnavailableException(
                    "Schema registry at %s responded with a body that is not JSON.".formatted(root), e);
        }
    }
}
