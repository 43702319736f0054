// SPDX-License-Identifier: AGPL-3.0-only
/** How much an agent may be asked in a minute. */
@NullMarked
package dev.pulser.routing.limit;

import org.jspecify.annotations.NullMarked;
