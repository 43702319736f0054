// SPDX-License-Identifier: AGPL-3.0-only
/** Rules about the life of a task: none lost, none invented, one end, every step in order. */
@NullMarked
package dev.pulser.chaos.rule.life;

import org.jspecify.annotations.NullMarked;
