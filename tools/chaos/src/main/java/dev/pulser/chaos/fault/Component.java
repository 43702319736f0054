// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

/** Process of the system under test. */
public enum Component {
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
