// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Commands {@code bench} and {@code chaos}: benchmarks of the running stack, and fault injection into a separate stack.
 */
@NullMarked
package dev.pulser.launcher.loadtest;

import org.jspecify.annotations.NullMarked;
