// SPDX-License-Identifier: AGPL-3.0-only
/** The checks together, and whether a run proves anything. */
@NullMarked
package dev.pulser.chaos.verdict;

import org.jspecify.annotations.NullMarked;
