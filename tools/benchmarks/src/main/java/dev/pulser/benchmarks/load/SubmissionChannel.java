// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

/** Channel by which a run submits tasks. */
public enum SubmissionChannel {
    /** {@code POST /api/v1/tasks}, 32 connections. */
    REST,
    /** {@code POST /api/v1/tasks/batch}, 100 tasks per request, 8 connections. */
    BATCH,
    /** Kafka producer on the task topics. */
    KAFKA
}
