// SPDX-License-Identifier: AGPL-3.0-only
/** What a run cost. */
@NullMarked
package dev.pulser.benchmarks.report;

import org.jspecify.annotations.NullMarked;
