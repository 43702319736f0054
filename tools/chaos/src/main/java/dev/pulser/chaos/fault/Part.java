// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

/** A process that can be killed. */
public enum Part {
    INGEST,
    ROUTING,
    ADAPTERS,
    TELEMETRY,
    BROKER,
    SECOND_BROKER,
    THIRD_BROKER,
    REDIS,
    POSTGRES
}
