// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

/** The way in that a run measures. */
public enum Door {
    /** {@code POST /api/v1/tasks}, 32 connections. */
    REST,
    /** {@code POST /api/v1/tasks/batch}, 100 tasks a request, 8 connections. */
    BATCH,
    /** A producer on the task topics. */
    KAFKA
}
