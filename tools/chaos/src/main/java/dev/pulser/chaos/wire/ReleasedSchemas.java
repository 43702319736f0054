// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Released schemas, from their files. */
public final class ReleasedSchemas {

    /** Schemas that others refer to, parsed first. */
    private static final List<String> IMPORTED =
            List.of("Task", "Usage", "AttemptRef", "Attempt", "ToolCall", "AgentHealth", "TaskProgress");

    private final SortedMap<Integer, Schema> byId;
    private final Map<String, Integer> newest = new HashMap<>();

    private ReleasedSchemas(SortedMap<Integer, Schema> byId) {
        this.byId = byId;
        byId.forEach((id, schema) -> newest.put(schema.getName(), id)); // ascending, so the newest one remains
    }

    /** @param folder folder with {@code catalog.properties} and a folder for each version */
    public static ReleasedSchemas in(Path folder) throws IOException {
        var entries = new Properties();
        try (var text = Files.newBufferedReader(folder.resolve("catalog.properties"))) {
            entries.load(text);
        }
        var versions = new HashMap<String, Map<String, Schema>>();
        var byId = new TreeMap<Integer, Schema>();
        for (var id : entries.stringPropertyNames()) {
            var place = entries.getProperty(id).split("/", 2);
            if (!versions.containsKey(place[0])) {
                versions.put(place[0], version(folder.resolve(place[0])));
            }
            var schema = versions.getOrDefault(place[0], Map.of()).get(place[1]);
            if (schema == null) {
                throw new IOException("schema %s of the catalog is missing".formatted(entries.getProperty(id)));
            }
            byId.put(Integer.valueOf(id), schema);
        }
        return new ReleasedSchemas(byId);
    }

    private static Map<String, Schema> version(Path folder) throws IOException {
        var parser = new Schema.Parser();
        var schemas = new HashMap<String, Schema>();
        for (var name : IMPORTED) {
            parse(parser, folder.resolve(name + ".avsc"), schemas);
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".avsc"))
                    .sorted()
                    .toList()) {
                parse(parser, file, schemas);
            }
        }
        return schemas;
    }

    private static void parse(Schema.Parser parser, Path file, Map<String, Schema> schemas) throws IOException {
        var name = String.valueOf(file.getFileName()).replace(".avsc", "");
        if (!schemas.containsKey(name)) {
            try (var text = Files.newInputStream(file)) {
                schemas.put(name, parser.parse(text));
            }
        }
    }

    /** @throws IllegalArgumentException when no schema has the id */
    Schema schema(int id) {
        var schema = byId.get(id);
        if (schema == null) {
            throw new IllegalArgumentException("schema id %d is unknown".formatted(id));
        }
        return schema;
    }

    /** Returns the id of the newest schema of this name. */
    int newest(String name) {
        var id = newest.get(name);
        if (id == null) {
            throw new IllegalArgumentException("schema %s is unknown".formatted(name));
        }
        return id;
    }
}
