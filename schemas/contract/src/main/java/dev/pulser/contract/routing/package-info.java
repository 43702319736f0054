// SPDX-License-Identifier: AGPL-3.0-only
/** Records between lanes and adapters, and the state of a lane: assignments, revocations, reports and transfers. */
@NullMarked
package dev.pulser.contract.routing;

import org.jspecify.annotations.NullMarked;
