// SPDX-License-Identifier: AGPL-3.0-only
/** Reports of benchmarks: figures, goals and resource usage. */
@NullMarked
package dev.pulser.benchmarks.report;

import org.jspecify.annotations.NullMarked;
