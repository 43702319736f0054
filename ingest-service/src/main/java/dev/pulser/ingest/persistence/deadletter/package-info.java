// SPDX-License-Identifier: AGPL-3.0-only
/** Queries on dead letters; the entry point is {@link dev.pulser.ingest.persistence.deadletter.DeadLetterRepository}. */
@NullMarked
package dev.pulser.ingest.persistence.deadletter;

import org.jspecify.annotations.NullMarked;
