// SPDX-License-Identifier: AGPL-3.0-only
/** Lists of dead letters; the entry point is {@link dev.pulser.ingest.deadletter.DeadLetterResource}. */
@NullMarked
package dev.pulser.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
