// SPDX-License-Identifier: AGPL-3.0-only
/** Which tasks a partition has seen, so that none is done twice. */
@NullMarked
package dev.pulser.routing.ledger;

import org.jspecify.annotations.NullMarked;
