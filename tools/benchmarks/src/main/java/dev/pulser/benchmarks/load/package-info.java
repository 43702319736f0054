// SPDX-License-Identifier: AGPL-3.0-only
/** Submits and waits. */
@NullMarked
package dev.pulser.benchmarks.load;

import org.jspecify.annotations.NullMarked;
