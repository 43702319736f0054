// SPDX-License-Identifier: AGPL-3.0-only
/** Makes, replaces and takes away agents: what is checked, and how a change gets to Kafka. */
@NullMarked
package dev.pulser.ingest.agents.change;

import org.jspecify.annotations.NullMarked;
