// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.SpecColumns;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Row of a dead letter. Written by telemetry-streams, which owns the table. */
@Entity
@Immutable
@Table(name = "dead_letter", schema = "pulser")
@IdClass(DeadLetterRow.Key.class)
class DeadLetterRow {

    @Id
    String company = "";

    @Id
    @Column(name = "record_partition")
    int recordPartition;

    @Id
    @Column(name = "record_offset")
    long recordOffset;

    @Id
    Instant at = Instant.EPOCH;

    @Column(name = "task_id")
    @Nullable
    String taskId;

    @Nullable
    String agent;

    @Embedded
    @Nullable
    SpecColumns spec;

    @Nullable
    String payload;

    String code = "";

    String reason = "";

    String attempts = "";

    @Embedded
    @Nullable
    SourceColumns source;

    @Embedded
    ResolutionColumns resolution = ResolutionColumns.NONE;

    /** Primary key. */
    record Key(String company, int recordPartition, long recordOffset, Instant at) implements Serializable {}

    /** Columns with the coordinates of a record that could not be read as a task. */
    @Embeddable
    record SourceColumns(
            @Column(name = "source_topic") @Nullable String topic,
            @Column(name = "source_partition") @Nullable Integer partition,
            @Column(name = "source_offset") @Nullable Long offset) {

        String coordinates() {
            return "%s-%d@%d".formatted(topic, partition, offset);
        }
    }

    /** Columns with the resolution of a dead letter. */
    @Embeddable
    record ResolutionColumns(
            String state,
            @Column(name = "replayed_as") @Nullable String replayedAs,
            @Column(name = "resolved_at") @Nullable Instant resolvedAt) {

        static final ResolutionColumns NONE = new ResolutionColumns("", null, null);

        StoredDeadLetter.Resolution resolution() {
            return new StoredDeadLetter.Resolution(
                    DeadLetterState.parse(state).orElse(DeadLetterState.OPEN),
                    replayedAs == null ? null : new TaskId(replayedAs),
                    resolvedAt);
        }
    }

    StoredDeadLetter deadLetter() {
        return new StoredDeadLetter(
                new Position(at, recordPartition, recordOffset),
                taskId == null ? null : new TaskId(taskId),
                agent == null ? null : new AgentName(agent),
                spec == null
                        ? StoredDeadLetter.Spec.UNKNOWN
                        : new StoredDeadLetter.Spec(spec.submitted(payload), spec.agent(), spec.timeout()),
                new StoredDeadLetter.Cause(code, reason, attempts),
                source == null ? null : source.coordinates(),
                resolution.resolution());
    }
}
