// SPDX-License-Identifier: AGPL-3.0-only
/** Runs assignments on agents and reports what came of them. */
@NullMarked
package dev.pulser.adapters;

import org.jspecify.annotations.NullMarked;
