// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.spi.AssignmentJson;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.service.json.Json;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records for workers: JSON, keyed by task id. */
final class WorkerRecords {

    private WorkerRecords() {}

    static ProducerRecord<byte[], byte[]> assignment(Assignment assignment) {
        var record = record(assignment, AssignmentJson.withKeyAndEpoch(assignment));
        var traceparent = assignment.task().traceparent();
        if (traceparent != null) {
            record.headers().add(HeaderNames.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    static ProducerRecord<byte[], byte[]> cancellation(Assignment assignment) {
        var text = "{\"task_id\":" + Json.string(assignment.task().id().value()).text() + ",\"epoch\":"
                + assignment.epoch() + ",\"cancel\":true}";
        return record(assignment, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> record(Assignment assignment, byte[] value) {
        var key = assignment.task().id().value().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(TopicNames.agentAssignments(assignment.agent()), key, value);
    }
}
