// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Agents and their queues: the catalog of definitions, the latest status of each lane, and the resource that lists them. Entry
 * point: {@link dev.pulser.ingest.agents.AgentCatalog}.
 */
@NullMarked
package dev.pulser.ingest.agents;

import org.jspecify.annotations.NullMarked;
