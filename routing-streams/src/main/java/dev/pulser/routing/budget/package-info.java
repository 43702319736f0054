// SPDX-License-Identifier: AGPL-3.0-only
/** Spending of agents and companies against budgets. Entry point: {@link Budgets}. */
@NullMarked
package dev.pulser.routing.budget;

import org.jspecify.annotations.NullMarked;
