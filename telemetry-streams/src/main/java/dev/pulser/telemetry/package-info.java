// SPDX-License-Identifier: AGPL-3.0-only
/** Writes what happened on Kafka into PostgreSQL and Redis, for reading. */
@NullMarked
package dev.pulser.telemetry;

import org.jspecify.annotations.NullMarked;
