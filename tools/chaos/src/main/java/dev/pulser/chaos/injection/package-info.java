// SPDX-License-Identifier: AGPL-3.0-only
/** Injection of single faults, with the observation of their effects. */
@NullMarked
package dev.pulser.chaos.injection;

import org.jspecify.annotations.NullMarked;
