// SPDX-License-Identifier: AGPL-3.0-only
/** What agents were really asked to do: the ground truth about side effects, written by the agents alone. */
@NullMarked
package dev.pulser.chaos.journal;

import org.jspecify.annotations.NullMarked;
