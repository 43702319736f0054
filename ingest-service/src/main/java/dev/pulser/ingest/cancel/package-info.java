// SPDX-License-Identifier: AGPL-3.0-only
/** Cancellation of tasks. */
@NullMarked
package dev.pulser.ingest.cancel;

import org.jspecify.annotations.NullMarked;
