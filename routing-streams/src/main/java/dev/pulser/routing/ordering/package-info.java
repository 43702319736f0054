// SPDX-License-Identifier: AGPL-3.0-only
/** Order of waiting tasks: priority aging and fair shares. Entry point: {@link QueueOrdering}. No Kafka in here. */
@NullMarked
package dev.pulser.routing.ordering;

import org.jspecify.annotations.NullMarked;
