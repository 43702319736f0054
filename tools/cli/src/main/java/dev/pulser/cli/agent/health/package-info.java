// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code agents health}: health of the agents and its history. */
@NullMarked
package dev.pulser.cli.agent.health;

import org.jspecify.annotations.NullMarked;
