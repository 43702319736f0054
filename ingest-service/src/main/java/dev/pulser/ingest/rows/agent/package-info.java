// SPDX-License-Identifier: AGPL-3.0-only
/** What Postgres knows of agents and tools: figures of one company's tasks, and how the agents were. */
@NullMarked
package dev.pulser.ingest.rows.agent;

import org.jspecify.annotations.NullMarked;
