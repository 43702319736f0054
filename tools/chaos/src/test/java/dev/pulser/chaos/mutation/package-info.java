// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of the checks: a valid run, and mutations that the checks must detect. */
@NullMarked
package dev.pulser.chaos.mutation;

import org.jspecify.annotations.NullMarked;
