// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.registry;

import dev.pulser.contract.codec.registry.SchemaCatalog;
import dev.pulser.contract.topic.TopicNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Subjects of the built-in schema catalog: the value schema of each topic. Immutable. */
@Singleton
final class SchemaSubjects {

    private static final Map<String, String> SCHEMA_BY_TOPIC = schemaByTopic();

    private final Map<String, Entry> bySubject = new TreeMap<>();
    private final Map<String, String> byId = new TreeMap<>();

    /** Response body of the registry API. */
    public record Entry(String subject, int version, int id, String schema) {}

    @Inject
    SchemaSubjects() {
        this(SchemaCatalog.load());
    }

    SchemaSubjects(SchemaCatalog catalogue) {
        catalogue.all().forEach((id, schema) -> byId.put(Integer.toString(id), schema.toString()));
        SCHEMA_BY_TOPIC.forEach((topic, name) -> catalogue.all().forEach((id, schema) -> {
            if (schema.getName().equals(name)) {
                add(topic + "-value", id, schema);
            }
        }));
    }

    private void add(String subject, int id, Schema schema) {
        bySubject.put(subject, new Entry(subject, 1, id, schema.toString())); // ascending ids: the newest stays
    }

    private static Map<String, String> schemaByTopic() {
        var names = new TreeMap<String, String>();
        TopicNames.tasks().forEach(topic -> names.put(topic, "Task"));
        names.put(TopicNames.ASSIGNMENTS, "Assignment");
        names.put(TopicNames.OUTCOMES, "Report");
        names.put(TopicNames.TASK_EVENTS, "TaskEvent");
        names.put(TopicNames.DEAD_LETTERS, "DeadLetter");
        names.put(TopicNames.AGENT_DEFINITIONS, "AgentDefinition");
        return names;
    }

    List<String> names() {
        return List.copyOf(bySubject.keySet());
    }

    Optional<Entry> find(String subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    Optional<String> schema(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
