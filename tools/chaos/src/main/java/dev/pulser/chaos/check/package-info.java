// SPDX-License-Identifier: AGPL-3.0-only
/** Checks, their input and their findings. */
@NullMarked
package dev.pulser.chaos.check;

import org.jspecify.annotations.NullMarked;
