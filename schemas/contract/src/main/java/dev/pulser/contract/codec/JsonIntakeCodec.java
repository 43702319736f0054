// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskRules;
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
 * Tasks as JSON, strictly: no unknown field, no wrong type, no duplicate key, nothing oversized, and all faults of the
 * fields at once. The payload is kept byte for byte as it was written. Safe from any thread.
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

    /** For a batch, whose own array may hold many tasks, each of which is checked by itself. */
    private static final JsonFactory BATCH = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(4 << 20)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .build())
            .build();

    /** One task. Never throws for what the bytes are. */
    public Intake read(byte[] bytes) {
        var encoding = encodingFault(bytes);
        if (encoding != null) {
            return new Intake.Refused(List.of(encoding), null, Bytes.wrap(bytes));
        }
        var rules = new TaskRules();
        try (var parser = JSON.createParser(bytes)) {
            var fields = new JsonTaskReader(parser, bytes, rules).read();
            requireEnd(parser);
            var draft = fields.draft(rules);
            return draft.isPresent() && rules.faults().isEmpty()
                    ? new Intake.Drafted(draft.get())
                    : new Intake.Refused(rules.faults(), null, Bytes.wrap(bytes));
        } catch (FaultyJson e) {
            return new Intake.Refused(List.of(e.fault()), null, Bytes.wrap(bytes));
        } catch (JsonProcessingException e) {
            return new Intake.Refused(List.of(fault(e)), null, Bytes.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be read", e);
        }
    }

    /**
     * The tasks of a batch, a JSON array, each as its own bytes.
     *
     * @throws FaultyJson where it is not an array of 1 to {@code limit} JSON values
     */
    public List<byte[]> split(byte[] bytes, int limit) throws FaultyJson {
        var encoding = encodingFault(bytes);
        if (encoding != null) {
            throw new FaultyJson(encoding);
        }
        var items = new ArrayList<byte[]>();
        try (var parser = BATCH.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new FaultyJson(
                        new Fault(FaultCode.FIELD_TYPE, "", "the body must be a JSON array of tasks: [{…}, {…}]"));
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == limit) {
                    throw new FaultyJson(new Fault(
                            FaultCode.FIELD_RANGE,
                            "",
                            "a batch has at most %d tasks; send more of them".formatted(limit)));
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                items.add(Arrays.copyOfRange(
                        bytes, start, (int) parser.currentLocation().getByteOffset()));
            }
            requireEnd(parser);
        } catch (JsonProcessingException e) {
            throw new FaultyJson(fault(e));
        } catch (FaultyJson e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be read", e);
        }
        if (items.isEmpty()) {
            throw new FaultyJson(new Fault(FaultCode.FIELD_RANGE, "", "a batch has at least one task"));
        }
        return items;
    }

    /** A payload that came as text in another form: itself where it is one JSON object within the limits. */
    static @Nullable String payloadText(TaskRules rules, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                rules.fault(FaultCode.FIELD_TYPE, "/payload", "payload must be a JSON object");
                return null;
            }
            JsonTaskReader.walk(parser);
            requireEnd(parser);
            return text;
        } catch (FaultyJson e) {
            rules.fault(FaultCode.FIELD_INVALID, "/payload", e.fault().detail());
        } catch (JsonProcessingException e) {
            rules.fault(FaultCode.FIELD_INVALID, "/payload", "payload is not JSON: " + fault(e).detail());
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be read", e);
        }
        return null;
    }

    private static @Nullable Fault encodingFault(byte[] bytes) {
        if (isBlank(bytes)) {
            return new Fault(FaultCode.BODY_MISSING, "", "the body is empty; send a task as JSON");
        }
        if (bytes[0] == (byte) 0xEF || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF || bytes[0] == 0) {
            return new Fault(FaultCode.ENCODING_INVALID, "", "the body must be UTF-8 without a byte order mark");
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return new Fault(
                    FaultCode.ENCODING_INVALID, "", "the body must be UTF-8; this looks like UTF-16 or UTF-32");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return null;
        } catch (CharacterCodingException e) {
            return new Fault(FaultCode.ENCODING_INVALID, "", "the body has bytes that are not UTF-8");
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
            var place = parser.currentTokenLocation();
            throw new FaultyJson(new Fault(
                    FaultCode.JSON_MALFORMED,
                    "",
                    "something follows the end of the JSON document at line %d, column %d"
                            .formatted(place.getLineNr(), place.getColumnNr())));
        }
    }

    /** A number whose value nobody can hold, however short it is written. */
    static boolean isTooLong(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0) {
            return number.length() > MAX_NUMBER_CHARS;
        }
        var digits = number.substring(exponent + 1).replaceFirst("^[+-]?0*", "");
        return digits.length() > 3 || (!digits.isEmpty() && Integer.parseInt(digits) > MAX_EXPONENT);
    }

    static Fault numberTooLong() {
        return new Fault(
                FaultCode.NUMBER_TOO_LONG,
                "",
                "a number has at most %d digits and an exponent of at most %d; send longer ones as strings"
                        .formatted(MAX_NUMBER_CHARS, MAX_EXPONENT));
    }

    private static Fault fault(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return constraintFault(message);
        }
        if (message.startsWith("Duplicate")) {
            return new Fault(FaultCode.JSON_DUPLICATE_KEY, "", message.replace("Duplicate field", "duplicate key"));
        }
        var place = e.getLocation();
        return new Fault(
                FaultCode.JSON_MALFORMED,
                "",
                "not JSON at line %d, column %d: %s"
                        .formatted(place.getLineNr(), place.getColumnNr(), oneLine(message)));
    }

    private static Fault constraintFault(String message) {
        if (message.contains("nesting depth")) {
            return new Fault(FaultCode.JSON_TOO_DEEP, "", "JSON is nested at most %d deep".formatted(MAX_DEPTH));
        }
        if (message.toLowerCase(Locale.ROOT).contains("number")) {
            return numberTooLong();
        }
        return new Fault(
                FaultCode.JSON_TOO_LARGE,
                "",
                "JSON has at most %d values and names of at most %d characters".formatted(MAX_TOKENS, MAX_NAME_CHARS));
    }

    private static String oneLine(String message) {
        var line = message.lines().findFirst().orElse("");
        int aside = line.indexOf(" (start marker at ["); // the parser's own settings, which help nobody
        line = aside < 0 ? line : line.substring(0, aside);
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
