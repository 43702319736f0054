// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Running attempts of this instance: each runs on a virtual thread, is interrupted at its deadline and is reported once.
 * Entry point: {@link dev.pulser.adapters.attempt.AttemptRunner}.
 */
@NullMarked
package dev.pulser.adapters.attempt;

import org.jspecify.annotations.NullMarked;
