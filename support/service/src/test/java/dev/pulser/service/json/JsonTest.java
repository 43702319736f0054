// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.50",
                "1e5",
                "12345678901234567890.10",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a \\\" } ] b\"",
                "\"ünï 😀 \\u0041\"",
                "{}",
                "[]",
                "{\"a\" : [1, {\"b\":\"}\"}]}",
                "[ [ ], { } ,1.0]"
            })
    void slicesMembersAndElementsUnchanged(String value) throws MalformedJsonException {
        var object = Json.parse(" {\"before\":1 , \"it\": " + value + " ,\"after\":\"x\"} ");
        var array = Json.parse("[0, " + value + "  , \"x\"]");

        assertThat(object.member("it")).isEqualTo(new Json(value));
        assertThat(object.members()).containsOnlyKeys("before", "it", "after");
        assertThat(array.elements()).element(1).isEqualTo(new Json(value));
        assertThat(Json.parse("  " + value + "\n")).isEqualTo(new Json(value));
    }

    @Test
    void slicesLongTexts() throws MalformedJsonException {
        var filler = "x".repeat(100_000);

        var json =
                Json.parse("{\"filler\":\"" + filler + "\",\"number\":12.50,\"more\":\"" + filler + "\",\"last\":7}");

        assertThat(json.member("number")).isEqualTo(new Json("12.50"));
        assertThat(json.member("last")).isEqualTo(new Json("7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "[1,]", "{} {}", "nul", "\"\u0001\"", "<html>", "{'a':1}", "NaN"})
    void rejectsTextThatIsNotOneDocument(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void rejectsDeepNesting() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void namesLineAndColumn() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": x}")).hasMessageContaining("line 2");
    }

    @Test
    void replacesOnlyNul() {
        assertThat(new Json("\"a\\u0000b\"").withoutNul()).isEqualTo(new Json("\"a\\uFFFDb\""));
        assertThat(new Json("\"a\\\\u0000\"").withoutNul()).isEqualTo(new Json("\"a\\\\u0000\""));
        assertThat(new Json("\"\\\\\\u0000\\u0000\"").withoutNul()).isEqualTo(new Json("\"\\\\\\uFFFD\\uFFFD\""));
    }

    @Test
    void escapesStrings() throws MalformedJsonException {
        var text = "line\nbreak \"quoted\" \\ back \u0000 nul 😀";

        assertThat(Json.parse(Json.string(text).text()).asString()).contains(text);
    }

    @Test
    void distinguishesTypes() {
        assertThat(new Json("[1]").members()).isEmpty();
        assertThat(new Json("3").elements()).isEmpty();
        assertThat(new Json("3").asString()).isEmpty();
        assertThat(new Json("3").member("a")).isNull();
    }
}
