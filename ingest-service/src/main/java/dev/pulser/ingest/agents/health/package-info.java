// SPDX-License-Identifier: AGPL-3.0-only
/** How the agents are, and how they were. */
@NullMarked
package dev.pulser.ingest.agents.health;

import org.jspecify.annotations.NullMarked;
