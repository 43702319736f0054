// SPDX-License-Identifier: AGPL-3.0-only
/** Limits on tool calls per server and per tool. Entry point: {@link dev.pulser.adapters.limiter.CallLimiters}. */
@NullMarked
package dev.pulser.adapters.limiter;

import org.jspecify.annotations.NullMarked;
