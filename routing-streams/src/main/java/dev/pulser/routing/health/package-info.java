// SPDX-License-Identifier: AGPL-3.0-only
/** How agents are, as all adapters together find them. */
@NullMarked
package dev.pulser.routing.health;

import org.jspecify.annotations.NullMarked;
