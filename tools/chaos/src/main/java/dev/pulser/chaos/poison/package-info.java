// SPDX-License-Identifier: AGPL-3.0-only
/** Malformed records that must end as dead letters. */
@NullMarked
package dev.pulser.chaos.poison;

import org.jspecify.annotations.NullMarked;
