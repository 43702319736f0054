// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code doctor}: checks of this machine and of the stack on it. */
@NullMarked
package dev.pulser.launcher.doctor;

import org.jspecify.annotations.NullMarked;
