// SPDX-License-Identifier: AGPL-3.0-only
/** Pausing and resuming of agents and companies. */
@NullMarked
package dev.pulser.ingest.pause;

import org.jspecify.annotations.NullMarked;
