// SPDX-License-Identifier: AGPL-3.0-only
/** Agents of the benchmarks. */
@NullMarked
package dev.pulser.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
