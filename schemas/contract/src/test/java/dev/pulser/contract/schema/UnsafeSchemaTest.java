// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every one is refused before the library sees it, so that none can cost more than the reading of its text. */
class UnsafeSchemaTest {

    private static void assertRefused(String json, String pointer, String reason) {
        assertThatExceptionOfType(SchemaRefused.class)
                .isThrownBy(() -> PayloadSchema.parse(json))
                .withMessageStartingWith("schema-unsafe at ")
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/schema.json",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "classpath:application.properties",
                "jar:file:/x.jar!/y",
                "other.json",
                "../up.json#/a",
                "//host/share",
                "urn:uuid:1",
                "#anchor",
                "#/$defs/%61"
            })
    void refusesAReferenceThatLeadsOutside(String reference) {
        assertRefused(
                "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}},\"$defs\":{\"a\":{}}}",
                "/properties/a/$ref",
                "nothing is fetched");
    }

    @Test
    void asksNobodyForARemoteSchema() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:%d/s".formatted(server.getAddress().getPort());
            assertRefused("{\"$ref\":\"" + address + "\"}", "/$ref", "nothing is fetched");
            assertRefused("{\"$schema\":\"" + address + "\"}", "/$schema", "it must be https://json-schema.org");
            var named =
                    PayloadSchema.parse("{\"$id\":\"" + address + "\",\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":false}}");
            assertThat(named.faults("{}")).hasSize(1);
        } finally {
            server.stop(0);
        }

        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"$ref":"#"}                                                                    | /$ref
            {"properties":{"next":{"$ref":"#"}}}                                            | /properties/next/$ref
            {"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}       | /$defs/b/allOf/0/$ref
            {"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/a"}}}}               | /$defs/a/items/$ref
            {"items":{"not":{"$ref":"#/items"}}}                                            | /items/not/$ref
            """)
    void refusesAReferenceThatLeadsBackToItself(String json, String pointer) {
        assertRefused(json, pointer, "it leads back to itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$dynamicRef", "$dynamicAnchor", "$recursiveRef"})
    void refusesWhatLeadsNobodyKnowsWhere(String word) {
        assertRefused("{\"items\":{\"" + word + "\":\"#a\"}}", "/items/" + word, "use $ref");
    }

    @Test
    void refusesAReferenceToNoSubschema() {
        assertRefused("{\"$ref\":\"#/$defs/a\"}", "/$ref", "there is no subschema at #/$defs/a");
        // What the check does not read as a schema must not become one.
        assertRefused("{\"const\":{\"$ref\":\"http://x\"},\"$ref\":\"#/const\"}", "/$ref", "there is no subschema");
    }

    @Test
    void refusesReferencesThatMultiply() {
        var doubling = IntStream.range(0, 40)
                .mapToObj(i -> "\"a%d\":{\"allOf\":[{\"$ref\":\"#/$defs/a%d\"},{\"$ref\":\"#/$defs/a%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(joining(","));

        assertThatExceptionOfType(SchemaRefused.class)
                .isThrownBy(
                        () -> PayloadSchema.parse("{\"$ref\":\"#/$defs/a0\",\"$defs\":{" + doubling + ",\"a40\":{}}}"))
                .withMessageContaining("more than 2000 subschemas");
    }

    @Test
    void refusesALongChainOfReferences() {
        var chain = IntStream.range(0, 500)
                .mapToObj(i -> "\"a%d\":{\"$ref\":\"#/$defs/a%d\"}".formatted(i, i + 1))
                .collect(joining(","));

        assertThatExceptionOfType(SchemaRefused.class)
                .isThrownBy(
                        () -> PayloadSchema.parse("{\"$ref\":\"#/$defs/a0\",\"$defs\":{" + chain + ",\"a500\":{}}}"))
                .withMessageContaining("more than 64 within each other");
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        assertRefused("{\"description\":\"" + "x".repeat(70_000) + "\"}", "", "the limit is 65536");
        assertRefused("{\"not\":".repeat(5_000) + "{}" + "}".repeat(5_000), "", "nested more than 32 deep");
        assertRefused("{\"maximum\":" + "9".repeat(1_000) + "}", "", "number");
        assertRefused("{\"enum\":[1e999999999]}", "/enum/0", "exponent");
        assertThatExceptionOfType(SchemaRefused.class)
                .isThrownBy(() -> PayloadSchema.parse("{\"anyOf\":[" + "{},".repeat(3_000) + "{}]}"))
                .withMessageContaining("more than 2000 subschemas");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (?=a)b                      | RE2
            (a)\\\\1                    | RE2
            (?<!a)b                     | RE2
            (a                          | RE2
            ((a{100}){100}){100}        | more than 2000 states
            (((a.b){9}c){99}.d){9}      | more than 2000 states
            \\\\p{L}{1000}[x{9}]{999}y+{9} | more than 2000 states
            a{2001}                     | more than 2000 states
            """)
    void refusesAPatternThatCannotBeMatchedInLinearTimeOrIsTooLarge(String pattern, String reason) {
        assertRefused("{\"items\":{\"pattern\":\"" + pattern + "\"}}", "/items/pattern", reason);
        assertRefused(
                "{\"patternProperties\":{\"" + pattern + "\":true}}",
                SchemaBounds.below("/patternProperties", pattern.replace("\\\\", "\\")),
                reason);
    }

    @Test
    void refusesAPatternThatIsTooLong() {
        assertRefused("{\"pattern\":\"" + "a".repeat(1_001) + "\"}", "/pattern", "the limit is 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
                "^\\\\d{4}-\\\\d{2}-\\\\d{2}$",
                "^[^]{}]{1,500}\\\\{x\\\\}$",
                "^(?:GET|POST) /.{1,255}$"
            })
    void takesThePatternsOfEveryDay(String pattern) {
        assertThat(PayloadSchema.parse("{\"pattern\":\"" + pattern + "\"}").faults("{}"))
                .isEmpty();
    }

    @Test
    void readsAsDataWhatIsData() {
        var schema = PayloadSchema.parse("""
                {"properties": {"$ref": {"type": "string"}, "pattern": {"const": {"$ref": "http://example.com"}}},
                 "default": {"pattern": "(?=a)"}, "examples": [{"$ref": "#"}]}
                """);

        assertThat(schema.faults("{\"$ref\":\"x\",\"pattern\":{\"$ref\":\"http://example.com\"}}"))
                .isEmpty();
        assertThat(schema.faults("{\"$ref\":1}")).hasSize(1);
    }
}
