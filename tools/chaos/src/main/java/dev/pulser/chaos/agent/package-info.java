// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that follow the script of a task and record their calls. */
@NullMarked
package dev.pulser.chaos.agent;

import org.jspecify.annotations.NullMarked;
