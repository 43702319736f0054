// SPDX-License-Identifier: AGPL-3.0-only
/** The latest of every task in Redis. */
@NullMarked
package dev.pulser.telemetry.redis;

import org.jspecify.annotations.NullMarked;
