// SPDX-License-Identifier: AGPL-3.0-only
/** Finds tools by their words and by their meaning. */
@NullMarked
package dev.pulser.ingest.tools.search;

import org.jspecify.annotations.NullMarked;
