// SPDX-License-Identifier: AGPL-3.0-only
/** Builders of test values. */
@NullMarked
package dev.pulser.contract.sample;

import org.jspecify.annotations.NullMarked;
