// SPDX-License-Identifier: AGPL-3.0-only
/** The agents, as their topic defines them. */
@NullMarked
package dev.pulser.adapters.agents;

import org.jspecify.annotations.NullMarked;
