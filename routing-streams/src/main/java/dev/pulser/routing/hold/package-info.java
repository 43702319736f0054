// SPDX-License-Identifier: AGPL-3.0-only
/** Why an agent that has room is given nothing. */
@NullMarked
package dev.pulser.routing.hold;

import org.jspecify.annotations.NullMarked;
