// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of the calls of agents: origin of results, number of calls, delays, idempotency. */
@NullMarked
package dev.pulser.chaos.rule.call;

import org.jspecify.annotations.NullMarked;
