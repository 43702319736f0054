// SPDX-License-Identifier: AGPL-3.0-only
/** What a lane says of itself. */
@NullMarked
package dev.pulser.routing.status;

import org.jspecify.annotations.NullMarked;
