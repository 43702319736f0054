// SPDX-License-Identifier: AGPL-3.0-only
/** Tasks, events, tool calls and dead letters as rows of PostgreSQL. */
@NullMarked
package dev.pulser.telemetry.projection;

import org.jspecify.annotations.NullMarked;
