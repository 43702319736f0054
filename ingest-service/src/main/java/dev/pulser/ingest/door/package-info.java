// SPDX-License-Identifier: AGPL-3.0-only
/** The bytes before they are a request: what is not HTTP, or could be read in two ways, gets no further. */
@NullMarked
package dev.pulser.ingest.door;

import org.jspecify.annotations.NullMarked;
