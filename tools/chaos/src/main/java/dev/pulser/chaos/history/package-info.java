// SPDX-License-Identifier: AGPL-3.0-only
/** What was asked of Pulser and what it answered, in the order in which it happened. */
@NullMarked
package dev.pulser.chaos.history;

import org.jspecify.annotations.NullMarked;
