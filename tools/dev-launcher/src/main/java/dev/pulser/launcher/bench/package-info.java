// SPDX-License-Identifier: AGPL-3.0-only
/** Starts the benchmark. */
@NullMarked
package dev.pulser.launcher.bench;

import org.jspecify.annotations.NullMarked;
