// SPDX-License-Identifier: AGPL-3.0-only
/** Status of the sinks and the readiness check made from it. Entry point: {@link dev.pulser.telemetry.health.TelemetryReadiness}. */
@NullMarked
package dev.pulser.telemetry.health;

import org.jspecify.annotations.NullMarked;
