// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Full compatibility: this version reads what every release wrote, and every release reads what this version writes. */
class SchemaCompatibilityTest {

    private static final List<String> IMPORTED =
            List.of("Task", "Usage", "AttemptRef", "Attempt", "ToolCall", "AgentHealth", "TaskProgress");

    @ParameterizedTest
    @MethodSource("released")
    void readsWhatEveryReleaseWrote(String name, Schema released) throws IOException {
        assertThat(compatibility(current(name), released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("released")
    void canBeReadByEveryRelease(String name, Schema released) throws IOException {
        assertThat(compatibility(released, current(name))).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("newest")
    void isReleasedBeforeItIsWritten(String name, Schema newest) throws IOException {
        assertThat(current(name))
                .as("copy a changed schema into released/ under a new version and id")
                .isEqualTo(newest);
    }

    static Stream<Object[]> released() throws IOException {
        return catalog().values().stream().map(place -> new Object[] {nameOf(place), releasedSchema(place)});
    }

    static Stream<Object[]> newest() throws IOException {
        var newest = new TreeMap<String, String>();
        catalog().values().forEach(place -> newest.put(nameOf(place), place));
        return newest.entrySet().stream().map(entry -> new Object[] {entry.getKey(), releasedSchema(entry.getValue())});
    }

    private static Map<Integer, String> catalog() throws IOException {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(Path.of("released/catalog.properties"))) {
            properties.load(text);
        }
        var places = new TreeMap<Integer, String>();
        properties.forEach((id, place) -> places.put(Integer.valueOf((String) id), (String) place));
        return places;
    }

    private static String nameOf(String place) {
        return place.substring(place.indexOf('/') + 1);
    }

    private static Schema releasedSchema(String place) {
        var folder = Path.of("released", place.substring(0, place.indexOf('/')));
        try {
            return parse(folder, nameOf(place));
        } catch (IOException e) {
            throw new AssertionError(place + " is in the catalog and cannot be parsed", e);
        }
    }

    private static Schema current(String name) throws IOException {
        return parse(Path.of("src/main/avro"), name);
    }

    private static Schema parse(Path folder, String name) throws IOException {
        var parser = new Schema.Parser();
        for (var shared : IMPORTED) {
            parser.parse(folder.resolve(shared + ".avsc").toFile());
        }
        var known = parser.getTypes().get("dev.pulser.wire." + name);
        return known != null
                ? known
                : parser.parse(folder.resolve(name + ".avsc").toFile());
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
