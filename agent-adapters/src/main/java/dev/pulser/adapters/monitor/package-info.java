// SPDX-License-Identifier: AGPL-3.0-only
/** How the agents are, as this instance finds them. */
@NullMarked
package dev.pulser.adapters.monitor;

import org.jspecify.annotations.NullMarked;
