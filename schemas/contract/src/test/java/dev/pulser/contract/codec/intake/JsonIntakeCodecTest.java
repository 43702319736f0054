// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
                 "deadline": "2026-02-01T12:00:00+01:00", "timeout_seconds": 1.5,
                 "labels": {"team": "core", "ci/run": "a b"}}
                """);

        assertThat(draft.type().name()).isEqualTo("documentation");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.spec().requester()).isEqualTo("user@example.com");
        assertThat(draft.agent()).hasToString("maya");
        assertThat(draft.idempotencyKey()).isEqualTo("k-1");
        assertThat(draft.deadline()).isEqualTo(Instant.parse("2026-02-01T11:00:00Z"));
        assertThat(draft.spec().limits().timeout()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(draft.spec().labels()).isEqualTo(Map.of("team", "core", "ci/run", "a b"));
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
                        .spec()
                        .payload())
                .isEqualTo(payload);
        assertThat(draft("{\"requester\":\"é🙂\",\"task_type\":\"a\",\"payload\":%s}".formatted(payload))
                        .spec()
                        .payload())
                .isEqualTo(payload);
    }

    @Test
    void leavesOptionalFieldsNull() {
        var draft = draft("{\"task_type\":\"a\",\"payload\":{}}");

        assertThat(draft.priority()).isNull();
        assertThat(draft.agent()).isNull();
        assertThat(draft.deadline()).isNull();
        assertThat(draft.spec().limits().timeout()).isNull();
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var errors =
                errors("{\"priority\":\"urgent\",\"payload\":[],\"colour\":1,\"status\":\"x\",\"timeout_seconds\":0}");

        assertThat(errors)
                .extracting(ValidationError::code, ValidationError::field)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_REQUIRED, "/task_type"),
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_RANGE, "/priority"),
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_TYPE, "/payload"),
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_UNKNOWN, "/colour"),
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_READ_ONLY, "/status"),
                        org.assertj.core.groups.Tuple.tuple(ValidationErrorCode.FIELD_RANGE, "/timeout_seconds"));
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void reportsTheErrorCode(ValidationErrorCode code, String text) {
        assertThat(errors(text)).extracting(ValidationError::code).containsExactly(code);
    }

    static Stream<Object[]> badTexts() {
        return Stream.of(
                bad(ValidationErrorCode.BODY_MISSING, ""),
                bad(ValidationErrorCode.BODY_MISSING, " \n\t"),
                bad(ValidationErrorCode.JSON_MALFORMED, "{\"task_type\":\"a\""),
                bad(ValidationErrorCode.JSON_MALFORMED, task("\"payload\":{}") + "x"),
                bad(ValidationErrorCode.JSON_MALFORMED, task("\"payload\":{}") + task("\"payload\":{}")),
                bad(ValidationErrorCode.JSON_MALFORMED, "nonsense"),
                bad(ValidationErrorCode.JSON_TOO_DEEP, "[".repeat(100_000)),
                bad(
                        ValidationErrorCode.JSON_TOO_DEEP,
                        task("\"payload\":{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}")),
                bad(ValidationErrorCode.NUMBER_TOO_LONG, task("\"payload\":{\"n\":" + "9".repeat(1_000_000) + "}")),
                bad(ValidationErrorCode.NUMBER_TOO_LONG, task("\"payload\":{\"n\":1e999999999}")),
                bad(ValidationErrorCode.NUMBER_TOO_LONG, task("\"timeout_seconds\":1e999999999,\"payload\":{}")),
                bad(ValidationErrorCode.JSON_DUPLICATE_KEY, "{\"agent\":\"a\",\"agent\":\"b\"}"),
                bad(ValidationErrorCode.JSON_DUPLICATE_KEY, task("\"payload\":{\"x\":1,\"x\":2}")),
                bad(ValidationErrorCode.JSON_TOO_LARGE, "[" + "1,".repeat(1_000_000) + "1]"),
                bad(ValidationErrorCode.JSON_TOO_LARGE, task("\"payload\":{\"" + "k".repeat(60_000) + "\":1}")),
                bad(ValidationErrorCode.ENCODING_INVALID, "\uFEFF{}"),
                bad(ValidationErrorCode.ENCODING_INVALID, task("\"payload\":{\"s\":\"\\ud800\"}")),
                bad(ValidationErrorCode.FIELD_INVALID, task("\"payload\":{\"s\":\"a\\u0000b\"}")),
                bad(ValidationErrorCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\u001bb\"")),
                bad(ValidationErrorCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\r\\nb\"")),
                bad(ValidationErrorCode.FIELD_INVALID, task("\"payload\":{},\"requester\":\"a\\u202eb\"")),
                bad(ValidationErrorCode.FIELD_INVALID, "{\"task_type\":\"../etc\",\"payload\":{}}"),
                bad(ValidationErrorCode.FIELD_TYPE, "{\"task_type\":7,\"payload\":{}}"),
                bad(ValidationErrorCode.FIELD_TYPE, "{\"task_type\":null,\"payload\":{}}"),
                bad(ValidationErrorCode.FIELD_TYPE, "[1]"),
                bad(ValidationErrorCode.FIELD_TYPE, "\"text\""),
                bad(ValidationErrorCode.FIELD_TYPE, task("\"payload\":\"text\"")),
                bad(ValidationErrorCode.FIELD_TYPE, task("\"payload\":{},\"timeout_seconds\":\"5\"")),
                bad(ValidationErrorCode.FIELD_RANGE, task("\"payload\":{},\"timeout_seconds\":-1")),
                bad(ValidationErrorCode.FIELD_RANGE, task("\"payload\":{},\"timeout_seconds\":1000000000000")),
                bad(ValidationErrorCode.FIELD_RANGE, task("\"payload\":{},\"priority\":\"HIGH \"")),
                bad(ValidationErrorCode.FIELD_RANGE, task("\"payload\":{},\"priority\":\"\"")),
                bad(ValidationErrorCode.FIELD_TYPE, task("\"payload\":{},\"priority\":1")),
                bad(ValidationErrorCode.DEADLINE_INVALID, task("\"payload\":{},\"deadline\":\"2026-02-31T00:00:00Z\"")),
                bad(ValidationErrorCode.DEADLINE_INVALID, task("\"payload\":{},\"deadline\":\"2026-02-01T00:00:00\"")),
                bad(
                        ValidationErrorCode.DEADLINE_INVALID,
                        task("\"payload\":{},\"deadline\":\"+10000-01-01T00:00:00Z\"")),
                bad(ValidationErrorCode.IDEMPOTENCY_KEY_INVALID, task("\"payload\":{},\"idempotency_key\":\"\"")),
                bad(ValidationErrorCode.IDEMPOTENCY_KEY_INVALID, task("\"payload\":{},\"idempotency_key\":\"é\"")),
                bad(
                        ValidationErrorCode.PAYLOAD_TOO_LARGE,
                        task("\"payload\":{\"s\":\"" + "x".repeat(262_144) + "\"}")));
    }

    private static Object[] bad(ValidationErrorCode code, String text) {
        return new Object[] {code, text};
    }

    private static String task(String fields) {
        return "{\"task_type\":\"a\"," + fields + "}";
    }

    @Test
    void rejectsBytesThatAreNotUtf8() {
        assertThat(codec.read(new byte[] {'{', (byte) 0xC3, '}'}))
                .asInstanceOf(type(IntakeResult.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(ValidationError::code)
                        .containsExactly(ValidationErrorCode.ENCODING_INVALID));
        assertThat(codec.read("{}".getBytes(UTF_16)))
                .asInstanceOf(type(IntakeResult.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(ValidationError::code)
                        .containsExactly(ValidationErrorCode.ENCODING_INVALID));
    }

    @ParameterizedTest
    @MethodSource("invalidLabels")
    void pointsToTheInvalidLabel(ValidationErrorCode code, String field, String labels) {
        assertThat(errors(task("\"payload\":{},\"labels\":" + labels)))
                .extracting(ValidationError::code, ValidationError::field)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(code, field));
    }

    static Stream<Object[]> invalidLabels() {
        var seventeen = IntStream.range(0, 17)
                .mapToObj(i -> "\"k%d\":\"\"".formatted(i))
                .collect(joining(",", "{", "}"));
        return Stream.of(
                new Object[] {ValidationErrorCode.FIELD_TYPE, "/labels", "[]"},
                new Object[] {ValidationErrorCode.FIELD_TYPE, "/labels/team", "{\"team\":1}"},
                new Object[] {ValidationErrorCode.FIELD_TYPE, "/labels/team", "{\"team\":{\"a\":\"b\"}}"},
                new Object[] {ValidationErrorCode.FIELD_RANGE, "/labels", seventeen},
                new Object[] {ValidationErrorCode.FIELD_INVALID, "/labels", "{\"Team\":\"core\"}"},
                new Object[] {ValidationErrorCode.FIELD_INVALID, "/labels", "{\"\":\"core\"}"},
                new Object[] {ValidationErrorCode.FIELD_INVALID, "/labels/ci~1run", "{\"ci/run\":\"a\\nb\"}"},
                new Object[] {
                    ValidationErrorCode.FIELD_RANGE, "/labels/team", "{\"team\":\"%s\"}".formatted("x".repeat(129))
                });
    }

    @Test
    void locatesMalformedJson() {
        assertThat(errors("{\"task_type\":\n  oops}").getFirst().detail()).contains("line 2, column");
    }

    @Test
    void quotesAtMostFortyCharactersOfAValue() {
        assertThat(errors(task("\"payload\":{},\"priority\":\"" + "é".repeat(5_000) + "\""))
                        .getFirst()
                        .detail())
                .hasSizeLessThan(150)
                .contains("…");
    }

    @Test
    void splitsABatchIntoItsTasksByteForByte() throws MalformedTaskException {
        var items = codec.split(" [ {\"a\": 1}, 7 , \"x\",[true]]".getBytes(UTF_8), 4);

        assertThat(items)
                .extracting(bytes -> new String(bytes, UTF_8))
                .containsExactly("{\"a\": 1}", "7", "\"x\"", "[true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[1,2,3", "[1,2,3,4,5]", "", "[1] 2"})
    void rejectsABatchThatIsNotAnArrayWithinTheLimit(String text) {
        assertThatExceptionOfType(MalformedTaskException.class).isThrownBy(() -> codec.split(text.getBytes(UTF_8), 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3", "[{\"a\":1}", "[{\"a\":"})
    void locatesMalformedBatchesWithoutInternalsOfTheParser(String text) {
        assertThatExceptionOfType(MalformedTaskException.class)
                .isThrownBy(() -> codec.split(text.getBytes(UTF_8), 4))
                .withMessageStartingWith("Invalid JSON at line 1, column ")
                .withMessageNotContaining("Source")
                .withMessageNotContaining("start marker");
    }

    private TaskDraft draft(String json) {
        return assertThat(codec.read(json.getBytes(UTF_8)))
                .asInstanceOf(type(IntakeResult.Valid.class))
                .actual()
                .draft();
    }

    private List<ValidationError> errors(String json) {
        return assertThat(codec.read(json.getBytes(UTF_8)))
                .asInstanceOf(type(IntakeResult.Invalid.class))
                .actual()
                .errors();
    }
}
