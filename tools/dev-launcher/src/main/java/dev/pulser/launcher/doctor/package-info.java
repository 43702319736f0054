// SPDX-License-Identifier: AGPL-3.0-only
/** Finds what keeps Pulser from running, and says what to do. */
@NullMarked
package dev.pulser.launcher.doctor;

import org.jspecify.annotations.NullMarked;
