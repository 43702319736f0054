// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Strict reader of tasks in JSON. Unknown fields, wrong types, duplicate keys and oversized values are errors, and all errors
 * of the fields are reported at once. The payload is kept byte for byte. Thread-safe.
 */
public final class JsonIntakeCodec {

    static final int MAX_DEPTH = 64;
    static final int MAX_TOKENS = 50_000;
    static final int MAX_NUMBER_CHARS = 100;
    static final int MAX_NAME_CHARS = 1_024;

    private static final int MAX_EXPONENT = 400;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxStringLength(4 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Factory for batches, which may hold more values in all than a task; each task is read again with the limits above. */
    private static final JsonFactory BATCH = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(4 << 20)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .build())
            .build();

    /** Reads one task. All bytes give a result. */
    public IntakeResult read(byte[] bytes) {
        var encoding = encodingError(bytes);
        if (encoding != null) {
            return new IntakeResult.Invalid(List.of(encoding), null, Bytes.wrap(bytes));
        }
        var rules = new TaskRules();
        try (var parser = JSON.createParser(bytes)) {
            var fields = new JsonTaskReader(parser, bytes, rules).read();
            requireEnd(parser);
            var draft = fields.draft();
            return draft.isPresent() && rules.errors().isEmpty()
                    ? new IntakeResult.Valid(draft.get())
                    : new IntakeResult.Invalid(rules.errors(), null, Bytes.wrap(bytes));
        } catch (MalformedTaskException e) {
            return new IntakeResult.Invalid(List.of(e.error()), null, Bytes.wrap(bytes));
        } catch (JsonProcessingException e) {
            return new IntakeResult.Invalid(List.of(errorOf(e)), null, Bytes.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a byte array failed", e);
        }
    }

    /**
     * Splits a batch, a JSON array, into the bytes of its tasks.
     *
     * @throws MalformedTaskException when the text is not an array of 1 to {@code limit} JSON values
     */
    public List<byte[]> split(byte[] bytes, int limit) throws MalformedTaskException {
        var encoding = encodingError(bytes);
        if (encoding != null) {
            throw new MalformedTaskException(encoding);
        }
        var items = new ArrayList<byte[]>();
        try (var parser = BATCH.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedTaskException(new ValidationError(
                        ValidationErrorCode.FIELD_TYPE,
                        "",
                        "The body must be a JSON array of tasks, such as [{…}, {…}]."));
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == limit) {
                    throw new MalformedTaskException(new ValidationError(
                            ValidationErrorCode.FIELD_RANGE,
                            "",
                            "A batch must have at most %d tasks. Split it into several requests.".formatted(limit)));
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                items.add(Arrays.copyOfRange(
                        bytes, start, (int) parser.currentLocation().getByteOffset()));
            }
            requireEnd(parser);
        } catch (JsonProcessingException e) {
            throw new MalformedTaskException(errorOf(e));
        } catch (MalformedTaskException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a byte array failed", e);
        }
        if (items.isEmpty()) {
            throw new MalformedTaskException(
                    new ValidationError(ValidationErrorCode.FIELD_RANGE, "", "A batch must have at least one task."));
        }
        return items;
    }

    /** Returns {@code text} when it is one JSON object within the limits; otherwise null, with the error added to the rules. */
    static @Nullable String payloadText(TaskRules rules, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                rules.add(ValidationErrorCode.FIELD_TYPE, "/payload", "payload must be a JSON object.");
                return null;
            }
            JsonTaskReader.walk(parser);
            requireEnd(parser);
            return text;
        } catch (MalformedTaskException e) {
            rules.add(ValidationErrorCode.FIELD_INVALID, "/payload", e.error().detail());
        } catch (JsonProcessingException e) {
            rules.add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/payload",
                    "payload must be valid JSON. " + errorOf(e).detail());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a byte array failed", e);
        }
        return null;
    }

    private static @Nullable ValidationError encodingError(byte[] bytes) {
        if (isBlank(bytes)) {
            return new ValidationError(ValidationErrorCode.BODY_MISSING, "", "The body is empty. Send a task as JSON.");
        }
        if (bytes[0] == (byte) 0xEF || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF || bytes[0] == 0) {
            return new ValidationError(
                    ValidationErrorCode.ENCODING_INVALID, "", "The body must be UTF-8 without a byte order mark.");
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return new ValidationError(
                    ValidationErrorCode.ENCODING_INVALID,
                    "",
                    "The body must be UTF-8. It looks like UTF-16 or UTF-32.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return null;
        } catch (CharacterCodingException e) {
            return new ValidationError(
                    ValidationErrorCode.ENCODING_INVALID, "", "The body must be UTF-8. It contains invalid bytes.");
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            var location = parser.currentTokenLocation();
            throw new MalformedTaskException(new ValidationError(
                    ValidationErrorCode.JSON_MALFORMED,
                    "",
                    "The body must be one JSON document. Another value follows at line %d, column %d."
                            .formatted(location.getLineNr(), location.getColumnNr())));
        }
    }

    /** Returns true for a number with too many digits or too large an exponent. */
    static boolean isTooLong(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0) {
            return number.length() > MAX_NUMBER_CHARS;
        }
        var digits = number.substring(exponent + 1).replaceFirst("^[+-]?0*", "");
        return digits.length() > 3 || (!digits.isEmpty() && Integer.parseInt(digits) > MAX_EXPONENT);
    }

    static ValidationError numberTooLong() {
        return new ValidationError(
                ValidationErrorCode.NUMBER_TOO_LONG,
                "",
                "A number must have at most %d digits and an exponent of at most %d. Send larger values as strings."
                        .formatted(MAX_NUMBER_CHARS, MAX_EXPONENT));
    }

    private static ValidationError errorOf(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return constraintError(message);
        }
        if (message.startsWith("Duplicate")) {
            return new ValidationError(
                    ValidationErrorCode.JSON_DUPLICATE_KEY,
                    "",
                    message.replace("Duplicate field", "Duplicate key") + ".");
        }
        var location = e.getLocation();
        return new ValidationError(
                ValidationErrorCode.JSON_MALFORMED,
                "",
                "Invalid JSON at line %d, column %d: %s."
                        .formatted(location.getLineNr(), location.getColumnNr(), oneLine(message)));
    }

    private static ValidationError constraintError(String message) {
        if (message.contains("nesting depth")) {
            return new ValidationError(
                    ValidationErrorCode.JSON_TOO_DEEP,
                    "",
                    "JSON must be nested at most %d levels deep.".formatted(MAX_DEPTH));
        }
        if (message.toLowerCase(Locale.ROOT).contains("number")) {
            return numberTooLong();
        }
        return new ValidationError(
                ValidationErrorCode.JSON_TOO_LARGE,
                "",
                "JSON must have at most %d values, and names of at most %d characters."
                        .formatted(MAX_TOKENS, MAX_NAME_CHARS));
    }

    private static String oneLine(String message) {
        var line = message.lines().findFirst().orElse("");
        int aside = line.indexOf(" (start marker at ["); // followed by internals of the parser
        line = aside < 0 ? line : line.substring(0, aside);
        return Excerpt.line(line);
    }
}
