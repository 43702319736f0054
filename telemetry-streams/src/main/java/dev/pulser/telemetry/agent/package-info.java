// SPDX-License-Identifier: AGPL-3.0-only
/** How agents are and were, and what they may spend. */
@NullMarked
package dev.pulser.telemetry.agent;

import org.jspecify.annotations.NullMarked;
