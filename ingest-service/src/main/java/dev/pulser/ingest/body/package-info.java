// SPDX-License-Identifier: AGPL-3.0-only
/** Small JSON bodies, read strictly. */
@NullMarked
package dev.pulser.ingest.body;

import org.jspecify.annotations.NullMarked;
