// SPDX-License-Identifier: AGPL-3.0-only
/** Records that outlive a task: its events and dead letters. */
@NullMarked
package dev.pulser.contract.event;

import org.jspecify.annotations.NullMarked;
