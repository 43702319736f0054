// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that do nothing: at once, when they may, or while somebody looks at the clock. */
@NullMarked
package dev.pulser.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
