// SPDX-License-Identifier: AGPL-3.0-only
/** Who does it: assignments, and what comes back from them. */
@NullMarked
package dev.pulser.contract.routing;

import org.jspecify.annotations.NullMarked;
