// SPDX-License-Identifier: AGPL-3.0-only
/** Tables of agents and of their status, shared by all stream threads of this instance. */
@NullMarked
package dev.pulser.routing.agents;

import org.jspecify.annotations.NullMarked;
