// SPDX-License-Identifier: AGPL-3.0-only
/** How the agents are, and how they were: {@code agents health}. */
@NullMarked
package dev.pulser.launcher.agent.health;

import org.jspecify.annotations.NullMarked;
