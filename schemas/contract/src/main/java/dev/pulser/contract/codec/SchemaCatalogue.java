// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

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

/** The released schemas that travel in the jar: what ids mean where no registry is configured. Immutable. */
public final class SchemaCatalogue implements SchemaIds {

    private static final String FOLDER = "released/";

    /** Parsed first: the others use them. */
    private static final List<String> SHARED = List.of("Task", "Attempt", "ToolCall");

    private final SortedMap<Integer, Schema> byId;
    private final Map<String, Integer> newestByName;

    private SchemaCatalogue(SortedMap<Integer, Schema> byId) {
        this.byId = byId;
        this.newestByName = new HashMap<>();
        byId.forEach((id, schema) -> newestByName.put(schema.getFullName(), id)); // ascending: the last one stays
    }

    /** Reads the catalogue; a broken one is a defect of the build. */
    public static SchemaCatalogue load() {
        var parsers = new HashMap<String, Schema.Parser>();
        var byId = new TreeMap<Integer, Schema>();
        var entries = new Properties();
        try (var text = open("catalogue.properties")) {
            entries.load(text);
            for (var id : entries.stringPropertyNames()) {
                var place = entries.getProperty(id).split("/", 2);
                var parser = parsers.computeIfAbsent(place[0], SchemaCatalogue::parserOf);
                byId.put(Integer.valueOf(id), parse(parser, place[0], place[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the schema catalogue cannot be read", e);
        }
        return new SchemaCatalogue(byId);
    }

    private static Schema.Parser parserOf(String version) {
        var parser = new Schema.Parser();
        try {
            for (var name : SHARED) {
                parse(parser, version, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the schemas of version " + version + " cannot be read", e);
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
            throw new UnknownSchema(id);
        }
        return schema;
    }

    /** Every schema by its id, ascending. */
    public SortedMap<Integer, Schema> all() {
        return new TreeMap<>(byId);
    }
}
