// SPDX-License-Identifier: AGPL-3.0-only
/** What the file of servers says, and what it may say. */
@NullMarked
package dev.pulser.adapters.coordinator.declared;

import org.jspecify.annotations.NullMarked;
