// SPDX-License-Identifier: AGPL-3.0-only
/** Attempts at a task: references, outcomes, failures and tool calls. */
@NullMarked
package dev.pulser.contract.attempt;

import org.jspecify.annotations.NullMarked;
