// SPDX-License-Identifier: AGPL-3.0-only
/** The shared vocabulary of tests. */
@NullMarked
package dev.pulser.contract.sample;

import org.jspecify.annotations.NullMarked;
