// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.rows.PriorityColumn;
import dev.pulser.ingest.rows.letter.LetterFilter.Position;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A dead letter in Postgres. Written by telemetry-streams, which owns the table. */
@Entity
@Immutable
@Table(name = "dead_letter", schema = "pulser")
@IdClass(LetterRow.Key.class)
class LetterRow {

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

    @Column(name = "task_type")
    @Nullable
    String taskType;

    @Nullable
    String agent;

    String code = "";

    String reason = "";

    String attempts = "";

    @Nullable
    String payload;

    @Column(name = "source_topic")
    @Nullable
    String sourceTopic;

    @Column(name = "source_partition")
    @Nullable
    Integer sourcePartition;

    @Column(name = "source_offset")
    @Nullable
    Long sourceOffset;

    String state = "";

    @Column(name = "replayed_as")
    @Nullable
    String replayedAs;

    @Column(name = "settled_at")
    @Nullable
    Instant settledAt;

    @Nullable
    Short priority;

    @Nullable
    String requester;

    @Column(name = "asked_agent")
    @Nullable
    String askedAgent;

    @Column(name = "timeout_ms")
    @Nullable
    Long timeoutMillis;

    /** Identifies a row. */
    record Key(String company, int recordPartition, long recordOffset, Instant at) implements Serializable {}

    StoredLetter letter() {
        return new StoredLetter(
                new Position(at, recordPartition, recordOffset),
                mapped(taskId, TaskId::new),
                LetterState.parse(state).orElse(LetterState.OPEN),
                mapped(replayedAs, TaskId::new),
                settledAt,
                code,
                reason,
                mapped(agent, AgentName::new),
                mapped(taskType, TaskType::new),
                PriorityColumn.read(priority),
                payload,
                requester,
                mapped(askedAgent, AgentName::new),
                mapped(timeoutMillis, Duration::ofMillis),
                attempts,
                sourceTopic == null ? null : "%s-%d@%d".formatted(sourceTopic, sourcePartition, sourceOffset));
    }

    private static <A, B> @Nullable B mapped(@Nullable A value, Function<A, B> mapping) {
        return value == null ? null : mapping.apply(value);
    }
}
