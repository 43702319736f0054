// SPDX-License-Identifier: AGPL-3.0-only
/** What Redis knows. It may be away at any moment. */
@NullMarked
package dev.pulser.ingest.cache;

import org.jspecify.annotations.NullMarked;
