// SPDX-License-Identifier: AGPL-3.0-only
/** Usage of tokens and money: prices, budgets and counters. Amounts are millionths of a US dollar. */
@NullMarked
package dev.pulser.contract.cost;

import org.jspecify.annotations.NullMarked;
