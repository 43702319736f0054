// SPDX-License-Identifier: AGPL-3.0-only
/** The agent that does nothing, in a process of its own. */
@NullMarked
package dev.pulser.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
