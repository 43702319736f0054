// SPDX-License-Identifier: AGPL-3.0-only
/** From a topic to a destination, in batches: nothing lost, nothing stopped by a bad record or a destination that is away. */
@NullMarked
package dev.pulser.telemetry.feed;

import org.jspecify.annotations.NullMarked;
