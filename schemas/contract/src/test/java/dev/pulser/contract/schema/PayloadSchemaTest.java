// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaTest {

    private static final PayloadSchema REPORT = PayloadSchema.parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "https://example.com/report",
              "type": "object",
              "properties": {
                "file": {"type": "string", "pattern": "^[a-z]{1,8}\\\\.md$"},
                "pages": {"type": "array", "items": {"$ref": "#/$defs/page"}},
                "title": {"$ref": "#/$defs/title"}
              },
              "required": ["file"],
              "additionalProperties": false,
              "$defs": {
                "page": {"type": "integer", "minimum": 1},
                "title": {"type": "string", "maxLength": 5}
              }
            }
            """);

    private static List<String> errors(PayloadSchema schema, String payload) {
        return schema.errors(payload).stream()
                .map(error -> error.field() + " " + error.detail())
                .toList();
    }

    @Test
    void acceptsAValidPayload() {
        assertThat(REPORT.errors("{\"file\":\"guide.md\",\"pages\":[1,2.0],\"title\":\"Guide\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                   | /payload/file required: required property 'file' not found
            {"file":7}                           | /payload/file type: integer found, string expected
            {"file":"GUIDE.md"}                  | /payload/file pattern: does not match the regex pattern ^[a-z]{1,8}\\.md$
            {"file":"a.md","pages":[1,0]}        | /payload/pages/1 minimum: must have a minimum value of 1
            {"file":"a.md","pages":[1,2.5]}      | /payload/pages/1 type: number found, integer expected
            {"file":"a.md","title":"Guides"}     | /payload/title maxLength: must be at most 5 characters long
            {"file":"a.md","a/b~c":1}            | /payload/a~1b~0c additionalProperties: property 'a/b~c' is not
            """)
    void reportsThePointerAndTheViolatedKeyword(String payload, String error) {
        assertThat(errors(REPORT, payload)).singleElement().asString().startsWith(error);
    }

    @Test
    void reportsAtMostTwentyErrorsAtOnce() {
        assertThat(errors(REPORT, "{\"pages\":[0,\"x\"],\"title\":1}")).hasSize(4);
        assertThat(REPORT.errors("{\"pages\":[" + "0,".repeat(20_000) + "0]}"))
                .hasSize(PayloadSchema.MAX_ERRORS)
                .extracting(ValidationError::code)
                .containsOnly(ValidationErrorCode.PAYLOAD_SCHEMA);
    }

    @Test
    void evaluatesAlternativesWithMoreErrorsThanAreReported() {
        var either = PayloadSchema.parse("""
                {"properties": {"values": {"anyOf": [
                  {"items": {"type": "string"}}, {"items": {"type": "integer"}}, {"not": {"minItems": 3}}
                ]}}}
                """);

        assertThat(either.errors("{\"values\":[" + "1,".repeat(99) + "1]}")).isEmpty();
        assertThat(either.errors("{\"values\":[true,false]}")).isEmpty();
        assertThat(either.errors("{\"values\":[true,false,true]}")).isNotEmpty();
    }

    /** Without a limit, ninety million comparisons and as many errors. */
    @Test
    void stopsWhenPayloadAndSchemaMultiply() {
        var alternatives =
                IntStream.range(10, 1_910).mapToObj("{\"const\":%d}"::formatted).collect(joining(","));
        var schema = PayloadSchema.parse("{\"properties\":{\"a\":{\"items\":{\"anyOf\":[" + alternatives + "]}}}}");

        assertThat(errors(schema, "{\"a\":[" + "1,".repeat(49_000) + "1]}"))
                .containsExactly("/payload payload takes more than 1000000 steps to validate against the schema of"
                        + " the agent. Send a smaller payload.");
        assertThat(schema.errors("{\"a\":[" + "10,".repeat(49_000) + "10]}")).isEmpty();
    }

    @Test
    void replacesUnprintableCharactersOfThePayload() {
        var errors = REPORT.errors("{\"file\":\"a.md\",\"x\\u001b[31m\\r\\n" + "y".repeat(1_000) + "\":1}");

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.field()).startsWith("/payload/x?[31m??").hasSizeLessThan(300);
            assertThat(error.detail()).doesNotContain("\u001b", "\r", "\n").hasSizeLessThan(300);
        });
    }

    /** A backtracking matcher needs exponential or high polynomial time for each of these. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(.*a){25}$", "(x+x+)+y"})
    void matchesInLinearTimeWhereBacktrackingExplodes(String pattern) {
        var schema = PayloadSchema.parse("{\"properties\":{\"text\":{\"pattern\":\"" + pattern + "\"}}}");

        assertThat(schema.errors("{\"text\":\"" + "a".repeat(20_000) + "x".repeat(20_000) + "!\"}"))
                .hasSize(1);
    }

    @Test
    void comparesHugeAndTinyNumbers() {
        var schema =
                PayloadSchema.parse("{\"properties\":{\"n\":{\"maximum\":10,\"multipleOf\":0.01,\"enum\":[1e1,2]}}}");

        assertThat(schema.errors("{\"n\":1e400}")).hasSize(2);
        assertThat(schema.errors("{\"n\":1e-400}")).hasSize(2);
        assertThat(schema.errors("{\"n\":10.0}")).isEmpty();
    }

    @Test
    void rejectsAPayloadBeyondTheParserLimits() {
        assertThat(errors(REPORT, "{\"file\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .containsExactly("/payload payload must be valid JSON within the limits of nesting and length.");
    }

    @Test
    void isEqualToASchemaOfTheSameText() {
        assertThat(PayloadSchema.parse("{\"type\":\"object\"}"))
                .isEqualTo(PayloadSchema.parse("{\"type\":\"object\"}"))
                .hasSameHashCodeAs(PayloadSchema.parse("{\"type\":\"object\"}"))
                .isNotEqualTo(PayloadSchema.parse("{}"));
        assertThat(PayloadSchema.parse("{}").text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"strnig"}                         | schema-invalid at /type:
            {"properties":{"a":{"minimum":"1"}}}      | schema-invalid at /properties/a/minimum: type: string found
            {"required":"a"}                          | schema-invalid at /required: type:
            {"items":[{"$ref":"https://example.com"}]}| schema-invalid at /items:
            [1]                                       | schema-invalid at the schema's root: a schema must be a JSON object
            {"a":                                     | schema-invalid at the schema's root: not valid JSON
            """)
    void rejectsAnInvalidSchema(String json, String message) {
        assertThatExceptionOfType(UnsafeSchemaException.class)
                .isThrownBy(() -> PayloadSchema.parse(json))
                .withMessageStartingWith(message);
    }
}
