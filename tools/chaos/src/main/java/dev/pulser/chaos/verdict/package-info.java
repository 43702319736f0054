// SPDX-License-Identifier: AGPL-3.0-only
/** Verdict on a run, from the findings of all checks. Entry point: {@code Checks}. */
@NullMarked
package dev.pulser.chaos.verdict;

import org.jspecify.annotations.NullMarked;
