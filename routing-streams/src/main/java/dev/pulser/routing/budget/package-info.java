// SPDX-License-Identifier: AGPL-3.0-only
/** What is spent with agents, and set aside for what is in work. */
@NullMarked
package dev.pulser.routing.budget;

import org.jspecify.annotations.NullMarked;
