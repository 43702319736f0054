// SPDX-License-Identifier: AGPL-3.0-only
/** Consequences of an ended attempt for its task, by pure functions. Entry point: {@link SettlementPolicy}. */
@NullMarked
package dev.pulser.routing.settlement;

import org.jspecify.annotations.NullMarked;
