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

/** Unsafe schemas are rejected before the library compiles them, so none costs more than parsing its text. */
class UnsafeSchemaTest {

    private static void assertUnsafe(String json, String pointer, String reason) {
        assertThatExceptionOfType(UnsafeSchemaException.class)
                .isThrownBy(() -> PayloadSchema.parse(json))
                .withMessageStartingWith("schema-unsafe at ")
                .withMessageContaining(reason)
                .satisfies(exception -> assertThat(exception.pointer()).isEqualTo(pointer));
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
    void rejectsAReferenceOutOfTheSchema(String reference) {
        assertUnsafe(
                "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}},\"$defs\":{\"a\":{}}}",
                "/properties/a/$ref",
                "remote schemas are not loaded");
    }

    @Test
    void loadsNoRemoteSchema() throws IOException {
        var requests = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:%d/s".formatted(server.getAddress().getPort());
            assertUnsafe("{\"$ref\":\"" + address + "\"}", "/$ref", "remote schemas are not loaded");
            assertUnsafe("{\"$schema\":\"" + address + "\"}", "/$schema", "$schema must be https://json-schema.org");
            var named =
                    PayloadSchema.parse("{\"$id\":\"" + address + "\",\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":false}}");
            assertThat(named.errors("{}")).hasSize(1);
        } finally {
            server.stop(0);
        }

        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"$ref":"#"}                                                                    | /$ref
            {"properties":{"next":{"$ref":"#"}}}                                            | /properties/next/$ref
            {"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}       | /$defs/b/allOf/0/$ref
            {"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/a"}}}}               | /$defs/a/items/$ref
            {"items":{"not":{"$ref":"#/items"}}}                                            | /items/not/$ref
            """)
    void rejectsARecursiveReference(String json, String pointer) {
        assertUnsafe(json, pointer, "recursive reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$dynamicRef", "$dynamicAnchor", "$recursiveRef"})
    void rejectsDynamicReferences(String keyword) {
        assertUnsafe("{\"items\":{\"" + keyword + "\":\"#a\"}}", "/items/" + keyword, "use $ref");
    }

    @Test
    void rejectsAReferenceToNoSubschema() {
        assertUnsafe("{\"$ref\":\"#/$defs/a\"}", "/$ref", "no subschema found at #/$defs/a");
        // A value that the check does not read as a schema must not be used as one.
        assertUnsafe("{\"const\":{\"$ref\":\"http://x\"},\"$ref\":\"#/const\"}", "/$ref", "no subschema found");
    }

    @Test
    void rejectsReferencesThatExpandTooFar() {
        var doubling = IntStream.range(0, 40)
                .mapToObj(i -> "\"a%d\":{\"allOf\":[{\"$ref\":\"#/$defs/a%d\"},{\"$ref\":\"#/$defs/a%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(joining(","));

        assertThatExceptionOfType(UnsafeSchemaException.class)
                .isThrownBy(
                        () -> PayloadSchema.parse("{\"$ref\":\"#/$defs/a0\",\"$defs\":{" + doubling + ",\"a40\":{}}}"))
                .withMessageContaining("more than 2000 subschemas");
    }

    @Test
    void rejectsALongChainOfReferences() {
        var chain = IntStream.range(0, 500)
                .mapToObj(i -> "\"a%d\":{\"$ref\":\"#/$defs/a%d\"}".formatted(i, i + 1))
                .collect(joining(","));

        assertThatExceptionOfType(UnsafeSchemaException.class)
                .isThrownBy(
                        () -> PayloadSchema.parse("{\"$ref\":\"#/$defs/a0\",\"$defs\":{" + chain + ",\"a500\":{}}}"))
                .withMessageContaining("more than 64 nested ones");
    }

    @Test
    void rejectsASchemaThatIsTooLargeOrTooDeep() {
        assertUnsafe("{\"description\":\"" + "x".repeat(70_000) + "\"}", "", "the limit is 65536");
        assertUnsafe("{\"not\":".repeat(5_000) + "{}" + "}".repeat(5_000), "", "nested more than 32 levels deep");
        assertUnsafe("{\"maximum\":" + "9".repeat(1_000) + "}", "", "number");
        assertUnsafe("{\"enum\":[1e999999999]}", "/enum/0", "exponent");
        assertThatExceptionOfType(UnsafeSchemaException.class)
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
    void rejectsAPatternThatCannotBeMatchedInLinearTimeOrIsTooLarge(String pattern, String reason) {
        assertUnsafe("{\"items\":{\"pattern\":\"" + pattern + "\"}}", "/items/pattern", reason);
        assertUnsafe(
                "{\"patternProperties\":{\"" + pattern + "\":true}}",
                SchemaLimits.below("/patternProperties", pattern.replace("\\\\", "\\")),
                reason);
    }

    @Test
    void rejectsAPatternThatIsTooLong() {
        assertUnsafe("{\"pattern\":\"" + "a".repeat(1_001) + "\"}", "/pattern", "the limit is 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
                "^\\\\d{4}-\\\\d{2}-\\\\d{2}$",
                "^[^]{}]{1,500}\\\\{x\\\\}$",
                "^(?:GET|POST) /.{1,255}$"
            })
    void acceptsCommonPatterns(String pattern) {
        assertThat(PayloadSchema.parse("{\"pattern\":\"" + pattern + "\"}").errors("{}"))
                .isEmpty();
    }

    @Test
    void doesNotReadDataAsSchema() {
        var schema = PayloadSchema.parse("""
                {"properties": {"$ref": {"type": "string"}, "pattern": {"const": {"$ref": "http://example.com"}}},
                 "default": {"pattern": "(?=a)"}, "examples": [{"$ref": "#"}]}
                """);

        assertThat(schema.errors("{\"$ref\":\"x\",\"pattern\":{\"$ref\":\"http://example.com\"}}"))
                .isEmpty();
        assertThat(schema.errors("{\"$ref\":1}")).hasSize(1);
    }
}
