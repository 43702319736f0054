// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import static dev.pulser.contract.sample.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.registry.SchemaRegistryUnavailableException;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExceptionHandlersTest {

    private static final Topics TOPICS = Topics.using(Codecs.builtIn());
    private static final Map<String, ?> CONFIG =
            Map.of(DeadLetterRecords.CONFIG, new DeadLetterRecords(TOPICS, () -> NOON, 1_000_000));

    @Test
    void deadLettersARecordThatCannotBeDeserialized() {
        var response = deserializationError("no Avro".getBytes(UTF_8), new SerializationException("not Avro"));

        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(deadLetter(response.deadLetterQueueRecords())).satisfies(deadLetter -> {
            assertThat(deadLetter.error().code()).isEqualTo("deserialization");
            assertThat(deadLetter.error().reason()).isEqualTo("not Avro");
            assertThat(deadLetter.source()).hasToString("pulser.outcomes-2@7");
            assertThat(requireNonNull(deadLetter.source()).value()).isNotNull();
        });
    }

    @Test
    void omitsBytesThatWouldMakeTheDeadLetterTooLarge() {
        var response = deserializationError(new byte[999_900], new SerializationException("not Avro"));

        assertThat(deadLetter(response.deadLetterQueueRecords()).error().code()).isEqualTo("record-too-large");
    }

    @Test
    void failsTheThreadWhenTheSchemaRegistryIsUnavailable() {
        assertThat(deserializationError(new byte[9], new SchemaRegistryUnavailableException("no response"))
                        .result())
                .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
    }

    @Test
    void deadLettersARecordThatAProcessorFailsOn() {
        var response = processingError(TopicNames.OUTCOMES, new IllegalStateException("a defect"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(deadLetter(response.deadLetterQueueRecords()).error().code()).isEqualTo("processing");
    }

    @Test
    void failsTheThreadAfterAnExceptionOfKafka() {
        var exception = new IllegalStateException(new StreamsException("store", new TimeoutException("broker")));

        assertThat(processingError(TopicNames.OUTCOMES, exception).result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void failsTheThreadAfterAnExceptionInATimer() {
        assertThat(processingError(null, new IllegalStateException("a defect")).result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void writesNoDeadLetterFromTheGlobalThread() {
        var response = processingError(TopicNames.AGENT_DEFINITIONS, new IllegalStateException("a defect"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void deadLettersARecordThatIsTooLargeForTheBroker() {
        var response = productionError(new RecordTooLargeException("2 MB"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(deadLetter(response.deadLetterQueueRecords()).error().reason())
                .contains(TopicNames.ASSIGNMENTS)
                .contains("2 MB");
    }

    @Test
    void failsTheThreadWhenTheBrokerIsUnavailable() {
        assertThat(productionError(new TimeoutException("broker")).result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    private static DeserializationExceptionHandler.Response deserializationError(byte[] value, Exception exception) {
        var handler = new DeadLetterDeserializationHandler();
        handler.configure(CONFIG);
        var record = new ConsumerRecord<>(TopicNames.OUTCOMES, 2, 7, new byte[1], value);
        return handler.handleError(context(TopicNames.OUTCOMES), record, exception);
    }

    private static ProcessingExceptionHandler.Response processingError(@Nullable String topic, Exception exception) {
        var handler = new DeadLetterProcessingHandler();
        handler.configure(CONFIG);
        return handler.handleError(context(topic), new Record<>("k", "v", 0), exception);
    }

    private static ProductionExceptionHandler.Response productionError(Exception exception) {
        var handler = new DeadLetterProductionHandler();
        handler.configure(CONFIG);
        var record = new ProducerRecord<>(TopicNames.ASSIGNMENTS, new byte[1], new byte[1]);
        return handler.handleError(context(TopicNames.OUTCOMES), record, exception);
    }

    private static ErrorHandlerContext context(@Nullable String topic) {
        return new DefaultErrorHandlerContext(
                null, topic, 2, 7, new RecordHeaders(), "lane", new TaskId(1, 2), 0, new byte[1], new byte[1]);
    }

    private static DeadLetter deadLetter(List<ProducerRecord<byte[], byte[]>> records) {
        assertThat(records).hasSize(1);
        var topic = TOPICS.deadLetters();
        assertThat(records.getFirst().topic()).isEqualTo(topic.name());
        return topic.values()
                .deserializer()
                .deserialize(topic.name(), records.getFirst().value());
    }
}
