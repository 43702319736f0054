// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.bench.ToolCalls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolArgumentsTest {

    private static final Parameter.TextParameter PATH = Parameter.required("path", "A path.");
    private static final Parameter.TextParameter NOTE = Parameter.optional("note", "A note.");
    private static final Parameter.IntegerParameter LIMIT =
            new Parameter.IntegerParameter("limit", "A limit.", 100, 1, 1_000);
    private static final List<Parameter> PARAMETERS = List.of(PATH, NOTE, LIMIT);

    @Test
    void returnsArguments() {
        var arguments = good("{\"path\": \"a.md\", \"note\": \"n\", \"limit\": 7}");

        assertThat(arguments.text(PATH)).isEqualTo("a.md");
        assertThat(arguments.find(NOTE)).contains("n");
        assertThat(arguments.integer(LIMIT)).isEqualTo(7);
    }

    @Test
    void returnsDefaults() {
        var arguments = good("{\"path\": \"a.md\"}");

        assertThat(arguments.find(NOTE)).isEmpty();
        assertThat(arguments.integer(LIMIT)).isEqualTo(100);
    }

    @Test
    void acceptsMissingArguments() {
        assertThat(ToolArguments.check(List.of(NOTE), null)).isInstanceOf(ToolArguments.Check.Valid.class);
    }

    @Test
    void acceptsIntegersInAnyNotation() {
        assertThat(good("{\"path\": \"a\", \"limit\": 5.0}").integer(LIMIT)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | path is required.
            {"path": null}                        | path must be a string.
            {"path": 5}                           | path must be a string.
            {"path": ["a"]}                       | path must be a string.
            {"path": " "}                         | path must not be blank.
            {"path": "a", "note": {}}             | note must be a string.
            {"path": "a", "limit": "5"}           | limit must be an integer from 1 to 1000.
            {"path": "a", "limit": 0}             | limit must be an integer from 1 to 1000.
            {"path": "a", "limit": 1001}          | limit must be an integer from 1 to 1000.
            {"path": "a", "limit": 1.5}           | limit must be an integer from 1 to 1000.
            {"path": "a", "limit": 4294967297}    | limit must be an integer from 1 to 1000.
            {"path": "a", "limit": 1e400}         | limit must be an integer from 1 to 1000.
            {"path": "a", "Limit": 5}             | Limit is not an argument of this tool. It takes path, note, limit.
            []                                    | arguments must be an object.
            "path"                                | arguments must be an object.
            """)
    void namesTheInvalidArgument(String given, String reason) {
        assertThat(ToolArguments.check(PARAMETERS, ToolCalls.json(given)))
                .isEqualTo(new ToolArguments.Check.Invalid(reason));
    }

    @Test
    void rejectsTextOverTheLimit() {
        var given = ToolboxJson.object().put("path", "x".repeat(262_145));

        assertThat(ToolArguments.check(PARAMETERS, given))
                .isEqualTo(new ToolArguments.Check.Invalid("path must have at most 262144 characters. It has 262145."));
    }

    private static ToolArguments good(String given) {
        return ((ToolArguments.Check.Valid) ToolArguments.check(PARAMETERS, ToolCalls.json(given))).arguments();
    }
}
