// SPDX-License-Identifier: AGPL-3.0-only
/** Every error, in the one form of RFC 9457. */
@NullMarked
package dev.pulser.ingest.problem;

import org.jspecify.annotations.NullMarked;
