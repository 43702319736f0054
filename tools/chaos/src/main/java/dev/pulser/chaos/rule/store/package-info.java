// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of stored data: rows of the projection, offsets, dead letters, reads after writes. */
@NullMarked
package dev.pulser.chaos.rule.store;

import org.jspecify.annotations.NullMarked;
