// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that do what a task's script says, and write down what they were really asked. */
@NullMarked
package dev.pulser.chaos.agent;

import org.jspecify.annotations.NullMarked;
