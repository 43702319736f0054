// SPDX-License-Identifier: AGPL-3.0-only
/** Ledger of task ids, against duplicates and lost cancellations. Entry point: {@link Ledger}. */
@NullMarked
package dev.pulser.routing.ledger;

import org.jspecify.annotations.NullMarked;
