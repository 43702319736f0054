// SPDX-License-Identifier: AGPL-3.0-only
/** One agent with a huge backlog, and everybody else. */
@NullMarked
package dev.pulser.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
