// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Resolution of dead letters by replay or drop; the entry point is {@link
 * dev.pulser.ingest.deadletter.resolution.DeadLetterCommandResource}.
 */
@NullMarked
package dev.pulser.ingest.deadletter.resolution;

import org.jspecify.annotations.NullMarked;
