// SPDX-License-Identifier: AGPL-3.0-only
/** Who can do it, as the topic of agent definitions says. */
@NullMarked
package dev.pulser.ingest.agents;

import org.jspecify.annotations.NullMarked;
