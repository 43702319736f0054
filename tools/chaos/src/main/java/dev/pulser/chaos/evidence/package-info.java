// SPDX-License-Identifier: AGPL-3.0-only
/** Evidence of a run: operations, calls of agents, records of topics, rows of the database and REST views. */
@NullMarked
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.NullMarked;
