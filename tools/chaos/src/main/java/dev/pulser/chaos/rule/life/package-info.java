// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of the life cycle of tasks: completeness, sequence of events, transitions, terminal states. */
@NullMarked
package dev.pulser.chaos.rule.life;

import org.jspecify.annotations.NullMarked;
