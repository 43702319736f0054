// SPDX-License-Identifier: AGPL-3.0-only
/** Rate and concurrency limits of agents. Entry point: {@link RateLimits}. */
@NullMarked
package dev.pulser.routing.limit;

import org.jspecify.annotations.NullMarked;
