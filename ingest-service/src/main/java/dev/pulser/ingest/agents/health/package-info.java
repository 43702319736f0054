// SPDX-License-Identifier: AGPL-3.0-only
/** REST resources of the current and past health of agents. */
@NullMarked
package dev.pulser.ingest.agents.health;

import org.jspecify.annotations.NullMarked;
