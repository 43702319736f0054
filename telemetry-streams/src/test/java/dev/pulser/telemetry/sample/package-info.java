// SPDX-License-Identifier: AGPL-3.0-only
/** Test data of this module, and the stores and receivers that the tests run against. */
@NullMarked
package dev.pulser.telemetry.sample;

import org.jspecify.annotations.NullMarked;
