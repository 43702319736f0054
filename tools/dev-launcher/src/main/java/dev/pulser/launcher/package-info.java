// SPDX-License-Identifier: AGPL-3.0-only
/** Full command line {@code ./pulser}: the commands of the operator and those of a stack on this machine. */
@NullMarked
package dev.pulser.launcher;

import org.jspecify.annotations.NullMarked;
