// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of the schedule of faults. */
@NullMarked
package dev.pulser.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
