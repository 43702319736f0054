// SPDX-License-Identifier: AGPL-3.0-only
/** Access to Redis, which may be unavailable at any time: cached tasks and idempotency keys. */
@NullMarked
package dev.pulser.ingest.redis;

import org.jspecify.annotations.NullMarked;
