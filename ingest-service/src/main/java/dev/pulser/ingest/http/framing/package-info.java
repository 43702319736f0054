// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Validation of the bytes of a connection before they are decoded as a request: malformed or ambiguous HTTP is rejected. Entry
 * point: {@link dev.pulser.ingest.http.framing.RequestFramingHandler}.
 */
@NullMarked
package dev.pulser.ingest.http.framing;

import org.jspecify.annotations.NullMarked;
