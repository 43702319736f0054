// SPDX-License-Identifier: AGPL-3.0-only
/** Pauses between attempts. Entry point: {@link dev.pulser.service.time.Backoff}. */
@NullMarked
package dev.pulser.service.time;

import org.jspecify.annotations.NullMarked;
