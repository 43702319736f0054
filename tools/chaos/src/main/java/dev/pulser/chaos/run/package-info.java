// SPDX-License-Identifier: AGPL-3.0-only
/** Run from the first task to the verdict. Entry point: {@code ChaosRun}. */
@NullMarked
package dev.pulser.chaos.run;

import org.jspecify.annotations.NullMarked;
