// SPDX-License-Identifier: AGPL-3.0-only
/** Holds calls back that are above a server's or a tool's limits. */
@NullMarked
package dev.pulser.adapters.gate;

import org.jspecify.annotations.NullMarked;
