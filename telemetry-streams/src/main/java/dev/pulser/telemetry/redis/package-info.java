// SPDX-License-Identifier: AGPL-3.0-only
/** Latest state of every task in Redis. Entry point: {@link dev.pulser.telemetry.redis.RedisTaskSink}. */
@NullMarked
package dev.pulser.telemetry.redis;

import org.jspecify.annotations.NullMarked;
