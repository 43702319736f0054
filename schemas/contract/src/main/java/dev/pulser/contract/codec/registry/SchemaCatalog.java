// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import dev.pulser.wire.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Released schemas in the jar, with their ids. Used when no schema registry is configured. Immutable and thread-safe. */
public final class SchemaCatalog implements SchemaIds {

    private static final String FOLDER = "released/";

    /** Schemas that others refer to, parsed first. */
    private static final List<String> IMPORTED =
            List.of("Task", "Usage", "AttemptRef", "Attempt", "ToolCall", "AgentHealth", "TaskProgress");

    private final SortedMap<Integer, Schema> byId;
    private final Map<String, Integer> newestByName;

    private SchemaCatalog(SortedMap<Integer, Schema> byId) {
        this.byId = byId;
        this.newestByName = new HashMap<>();
        byId.forEach(
                (id, schema) -> newestByName.put(schema.getFullName(), id)); // ascending, so the newest one remains
    }

    /** Loads the catalog from the class path. */
    public static SchemaCatalog load() {
        var parsers = new HashMap<String, Schema.Parser>();
        var byId = new TreeMap<Integer, Schema>();
        var entries = new Properties();
        try (var text = open("catalog.properties")) {
            entries.load(text);
            for (var id : entries.stringPropertyNames()) {
                var location = entries.getProperty(id).split("/", 2);
                var parser = parsers.computeIfAbsent(location[0], SchemaCatalog::parserOf);
                byId.put(Integer.valueOf(id), parse(parser, location[0], location[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("schema catalog cannot be read", e);
        }
        return new SchemaCatalog(byId);
    }

    private static Schema.Parser parserOf(String version) {
        var parser = new Schema.Parser();
        try {
            for (var name : IMPORTED) {
                parse(parser, version, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("schemas of version " + version + " cannot be read", e);
        }
        return parser;
    }

    private static Schema parse(Schema.Parser parser, String version, String name) throws IOException {
        var known = parser.getTypes().get(Task.class.getPackageName() + '.' + name);
        if (known != null) {
            return known;
        }
        try (var text = open(version + '/' + name + ".avsc")) {
            return parser.parse(text);
        }
    }

    private static InputStream open(String file) throws IOException {
        var stream = Task.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IOException(FOLDER + file + " is missing");
        }
        return stream;
    }

    @Override
    public int idOf(String topic, Schema schema) {
        var id = newestByName.get(schema.getFullName());
        if (id == null) {
            throw new IllegalStateException("schema " + schema.getFullName() + " has not been released");
        }
        return id;
    }

    @Override
    public Schema schemaOf(int id) {
        var schema = byId.get(id);
        if (schema == null) {
            throw new UnknownSchemaException(id);
        }
        return schema;
    }

    /** Returns all schemas by id, in ascending order. */
    public SortedMap<Integer, Schema> all() {
        return new TreeMap<>(byId);
    }
}
