// SPDX-License-Identifier: AGPL-3.0-only
/** Projection of tasks, dead letters and commands into PostgreSQL. Entry point: {@link dev.pulser.telemetry.projection.PostgresSink}. */
@NullMarked
package dev.pulser.telemetry.projection;

import org.jspecify.annotations.NullMarked;
