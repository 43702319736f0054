// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of RFC 7396, appendix A, with objects as documents and patches. */
class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"a":"b"} | {"a":"c"} | {"a":"c"}
            {"a":"b"} | {"b":"c"} | {"a":"b","b":"c"}
            {"a":"b"} | {"a":null} | {}
            {"a":"b","b":"c"} | {"a":null} | {"b":"c"}
            {"a":["b"]} | {"a":"c"} | {"a":"c"}
            {"a":"c"} | {"a":["b"]} | {"a":["b"]}
            {"a":{"b":"c"}} | {"a":{"b":"d","c":null}} | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]} | {"a":[1]} | {"a":[1]}
            {"e":null} | {"a":1} | {"e":null,"a":1}
            {} | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
            """)
    void appliesThePatch(String target, String patch, String result) throws JsonProcessingException {
        var merged = MergePatch.apply((ObjectNode) JSON.readTree(target), (ObjectNode) JSON.readTree(patch));

        assertThat(merged).isEqualTo(JSON.readTree(result));
    }
}
