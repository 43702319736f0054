// SPDX-License-Identifier: AGPL-3.0-only
/** The vocabulary of this module's tests, and the real stores they run against. */
@NullMarked
package dev.pulser.telemetry.sample;

import org.jspecify.annotations.NullMarked;
