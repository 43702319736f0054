// SPDX-License-Identifier: AGPL-3.0-only
/** Schema of the database, and parameters of batch statements. Entry point: {@link dev.pulser.telemetry.postgres.Migrations}. */
@NullMarked
package dev.pulser.telemetry.postgres;

import org.jspecify.annotations.NullMarked;
