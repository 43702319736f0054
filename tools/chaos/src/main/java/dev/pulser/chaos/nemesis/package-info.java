// SPDX-License-Identifier: AGPL-3.0-only
/** Schedule and execution of faults. Entry point: {@code Nemesis}. */
@NullMarked
package dev.pulser.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
