// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonIntakeCodecTest {

    private final JsonIntakeCodec codec = new JsonIntakeCodec();

    @Test
    void readsEveryField() {
        var draft = draft("""
                {"task_type": "documentation", "priority": "high", "payload": {"file": "GUIDE.md"},
                 "requester": "user@example.com", "agent": "maya", "idempotency_key": "k-1",
                 "deadline": "2026-02-01T12:00:00+01:00", "timeout_seconds": 1.5}
                """);

        assertThat(draft.type().name()).isEqualTo("documentation");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.requester()).isEqualTo("user@example.com");
        assertThat(draft.agent()).hasToString("maya");
        assertThat(draft.idempotencyKey()).isEqualTo("k-1");
        assertThat(draft.deadline()).isEqualTo(Instant.parse("2026-02-01T11:00:00Z"));
        assertThat(draft.timeout()).isEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"a\" : [1, 2.50, -0.0e1, null, true, \"\\u00e9 é 🙂 \\n\"] }",
                "{\"nested\":{\"deep\":[[[]]]},\"big\":12345678901234567890}"
            })
    void keepsThePayloadByteForByte(String payload) {
        assertThat(draft("{\"payload\": %s ,\"task_type\":\"a\"}".formatted(payload))
                        .payload())
                .isEqualTo(payload);
        assertThat(draft("{\"requester\":\"é🙂\",\"task_type\":\"a\",\"payload\":%s}".formatted(payload))
                        .payload())
                .isEqualTo(payload);
    }

    @Test
    void leavesWhatIsNotSaidToPulser() {
        var draft = draft("{\"task_type\":\"a\",\"payload\":{}}");

        assertThat(draft.priority()).isNull();
        assertThat(draft.agent()).isNull();
        assertThat(draft.deadline()).isNull();
        assertThat(draft.timeout()).isNull();
    }

    @Test
    void listsAllFaultsAtOnce() {
        var faults =
                faults("{\"priority\":\"urgent\",\"payload\":[],\"colour\":1,\"status\":\"x\",\"timeout_seconds\":0}");

        assertThat(faults)
                .extracting(Fault::code, Fault::field)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_REQUIRED, "/task_type"),
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_RANGE, "/priority"),
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_TYPE, "/payload"),
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_UNKNOWN, "/colour"),
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_READ_ONLY, "/status"),
                        org.assertj.core.groups.Tuple.tuple(FaultCode.FIELD_RANGE, "/timeout_seconds"));
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void namesTheFault(FaultCode code, String text) {
        assertThat(faults(text)).extracting(Fault::code).containsExactly(code);
    }

    static Stream<Object[]> badTexts() {
        return Stream.of(
                bad(FaultCode.BODY_MISSING, ""),
                bad(FaultCode.BODY_MISSING, " \n\t"),
                bad(FaultCode.JSON_MALFORMED, "{\"task_type\":\"a\""),
                bad(FaultCode.JSON_MALFORMED, task("\"payload\":{}") + "x"),
                bad(FaultCode.JSON_MALFORMED, task("\"payload\":{}") + task("\"payload\":{}")),
                bad(FaultCode.JSON_MALFORMED, "nonsense"),
                bad(FaultCode.JSON_TOO_DEEP, "[".repeat(100_000)),
                bad(FaultCode.JSON_TOO_DEEP, task("\"payload\":{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}")),
                bad(FaultCode.NUMBER_TOO_LONG, task("\"payload\":{\"n\":" + "9".repeat(1_000_000) + "}")),
                bad(FaultCode.NUMBER_TOO_LONG, task("\"payload\":{\"n\":1e999999999}")),
                bad(FaultCode.NUMBER_TOO_LONG, task("\"timeout_seconds\":1e999999999,\"payload\":{}")),
                bad(FaultCode.JSON_DUPLICATE_KEY, "{\"agent\":\"a\",\"agent\":\"b\"}"),
                bad(FaultCode.JSON_DUPLICATE_KEY, task("\"payload\":{\"x\":1,\"x\":2}")),
                bad(FaultCode.JSON_TOO_LARGE, "[" + "1,".repeat(1_000_000) + "1]"),
                bad(FaultCode.JSON_TOO_LARGE, task("\"payload\":{\"" + "k".repeat(60_000) + "\":1}")),
                bad(FaultCode.ENCODING_INVALID, "\uFEFF{}"),
                bad(FaultCode.ENCODING_INVALID, task("\"payload\":{\"s\":\"\\ud800\"}")),
                bad(FaultCode.FIELD_INVALID, task("\"payload\":{\"s\":\"a\\u0000b\"}")),
                bad(FaultCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\u001bb\"")),
                bad(FaultCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\r\\nb\"")),
                bad(FaultCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\u202eb\"")),
                bad(FaultCode.FIELD_INVALID, "{\"task_type\":\"../etc\",\"payload\":{}}"),
                bad(FaultCode.FIELD_TYPE, "{\"task_type\":7,\"payload\":{}}"),
                bad(FaultCode.FIELD_TYPE, "{\"task_type\":null,\"payload\":{}}"),
                bad(FaultCode.FIELD_TYPE, "[1]"),
                bad(FaultCode.FIELD_TYPE, "\"text\""),
                bad(FaultCode.FIELD_TYPE, task("\"payload\":\"text\"")),
                bad(FaultCode.FIELD_TYPE, task("\"payload\":{},\"timeout_seconds\":\"5\"")),
                bad(FaultCode.FIELD_RANGE, task("\"payload\":{},\"timeout_seconds\":-1")),
                bad(FaultCode.FIELD_RANGE, task("\"payload\":{},\"timeout_seconds\":1000000000000")),
                bad(FaultCode.FIELD_RANGE, task("\"payload\":{},\"priority\":\"HIGH \"")),
                bad(FaultCode.FIELD_RANGE, task("\"payload\":{},\"priority\":\"\"")),
                bad(FaultCode.FIELD_TYPE, task("\"payload\":{},\"priority\":1")),
                bad(FaultCode.DEADLINE_INVALID, task("\"payload\":{},\"deadline\":\"2026-02-31T00:00:00Z\"")),
                bad(FaultCode.DEADLINE_INVALID, task("\"payload\":{},\"deadline\":\"2026-02-01T00:00:00\"")),
                bad(FaultCode.DEADLINE_INVALID, task("\"payload\":{},\"deadline\":\"+10000-01-01T00:00:00Z\"")),
                bad(FaultCode.IDEMPOTENCY_KEY_INVALID, task("\"payload\":{},\"idempotency_key\":\"\"")),
                bad(FaultCode.IDEMPOTENCY_KEY_INVALID, task("\"payload\":{},\"idempotency_key\":\"é\"")),
                bad(FaultCode.PAYLOAD_TOO_LARGE, task("\"payload\":{\"s\":\"" + "x".repeat(262_144) + "\"}")));
    }

    private static Object[] bad(FaultCode code, String text) {
        return new Object[] {code, text};
    }

    private static String task(String fields) {
        return "{\"task_type\":\"a\"," + fields + "}";
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(codec.read(new byte[] {'{', (byte) 0xC3, '}'}))
                .asInstanceOf(type(Intake.Refused.class))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Fault::code)
                        .containsExactly(FaultCode.ENCODING_INVALID));
        assertThat(codec.read("{}".getBytes(UTF_16)))
                .asInstanceOf(type(Intake.Refused.class))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Fault::code)
                        .containsExactly(FaultCode.ENCODING_INVALID));
    }

    @Test
    void saysWhereMalformedJsonBreaks() {
        assertThat(faults("{\"task_type\":\n  oops}").getFirst().detail()).contains("line 2, column");
    }

    @Test
    void neverShowsMoreThanFortyCharactersOfAValue() {
        assertThat(faults(task("\"payload\":{},\"priority\":\"" + "é".repeat(5_000) + "\""))
                        .getFirst()
                        .detail())
                .hasSizeLessThan(150)
                .contains("…");
    }

    @Test
    void splitsABatchIntoItsTasksByteForByte() throws FaultyJson {
        var items = codec.split(" [ {\"a\": 1}, 7 , \"x\",[true]]".getBytes(UTF_8), 4);

        assertThat(items)
                .extracting(bytes -> new String(bytes, UTF_8))
                .containsExactly("{\"a\": 1}", "7", "\"x\"", "[true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[1,2,3", "[1,2,3,4,5]", "", "[1] 2"})
    void refusesABatchThatIsNoArrayOfOneToTheLimit(String text) {
        assertThatExceptionOfType(FaultyJson.class).isThrownBy(() -> codec.split(text.getBytes(UTF_8), 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3", "[{\"a\":1}", "[{\"a\":"})
    void saysWhereABatchBreaksOffAndNothingOfTheParser(String text) {
        assertThatExceptionOfType(FaultyJson.class)
                .isThrownBy(() -> codec.split(text.getBytes(UTF_8), 4))
                .withMessageStartingWith("not JSON at line 1, column ")
                .withMessageNotContaining("Source")
                .withMessageNotContaining("start marker");
    }

    private TaskDraft draft(String json) {
        return assertThat(codec.read(json.getBytes(UTF_8)))
                .asInstanceOf(type(Intake.Drafted.class))
                .actual()
                .draft();
    }

    private List<Fault> faults(String json) {
        return assertThat(codec.read(json.getBytes(UTF_8)))
                .asInstanceOf(type(Intake.Refused.class))
                .actual()
                .faults();
    }
}
