// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.bench.Calling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final Parameter.Text PATH = Parameter.required("path", "A path.");
    private static final Parameter.Text NOTE = Parameter.optional("note", "A note.");
    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", "A limit.", 100, 1, 1_000);
    private static final List<Parameter> PARAMETERS = List.of(PATH, NOTE, LIMIT);

    @Test
    void givesWhatWasSaid() {
        var arguments = good("{\"path\": \"a.md\", \"note\": \"n\", \"limit\": 7}");

        assertThat(arguments.text(PATH)).isEqualTo("a.md");
        assertThat(arguments.find(NOTE)).contains("n");
        assertThat(arguments.whole(LIMIT)).isEqualTo(7);
    }

    @Test
    void givesTheDefaultOfWhatWasLeftOut() {
        var arguments = good("{\"path\": \"a.md\"}");

        assertThat(arguments.find(NOTE)).isEmpty();
        assertThat(arguments.whole(LIMIT)).isEqualTo(100);
    }

    @Test
    void takesLeftOutArgumentsAsNone() {
        assertThat(Arguments.check(List.of(NOTE), null)).isInstanceOf(Arguments.Check.Good.class);
    }

    @Test
    void takesAWholeNumberInAnySpelling() {
        assertThat(good("{\"path\": \"a\", \"limit\": 5.0}").whole(LIMIT)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | path is missing
            {"path": null}                        | path must be a string
            {"path": 5}                           | path must be a string
            {"path": ["a"]}                       | path must be a string
            {"path": " "}                         | path must not be blank
            {"path": "a", "note": {}}             | note must be a string
            {"path": "a", "limit": "5"}           | limit must be a whole number from 1 to 1000
            {"path": "a", "limit": 0}             | limit must be a whole number from 1 to 1000
            {"path": "a", "limit": 1001}          | limit must be a whole number from 1 to 1000
            {"path": "a", "limit": 1.5}           | limit must be a whole number from 1 to 1000
            {"path": "a", "limit": 4294967297}    | limit must be a whole number from 1 to 1000
            {"path": "a", "limit": 1e400}         | limit must be a whole number from 1 to 1000
            {"path": "a", "Limit": 5}             | Limit is not an argument of this tool; it takes path, note, limit
            []                                    | arguments must be an object
            "path"                                | arguments must be an object
            """)
    void namesTheArgumentThatIsWrong(String given, String reason) {
        assertThat(Arguments.check(PARAMETERS, Calling.json(given))).isEqualTo(new Arguments.Check.Bad(reason));
    }

    @Test
    void refusesTextOverTheLimitAndSaysByHowMuch() {
        var given = Json.object().put("path", "x".repeat(262_145));

        assertThat(Arguments.check(PARAMETERS, given))
                .isEqualTo(new Arguments.Check.Bad("path has 262145 characters, the limit is 262144"));
    }

    private static Arguments good(String given) {
        return ((Arguments.Check.Good) Arguments.check(PARAMETERS, Calling.json(given))).arguments();
    }
}
