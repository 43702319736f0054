// SPDX-License-Identifier: AGPL-3.0-only
/** Tasks: identity, specification, priority and states. Entry point: {@code Task}. */
@NullMarked
package dev.pulser.contract.task;

import org.jspecify.annotations.NullMarked;
