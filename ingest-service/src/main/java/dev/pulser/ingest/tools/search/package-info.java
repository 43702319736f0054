// SPDX-License-Identifier: AGPL-3.0-only
/** Search for tools by keywords and by meaning. Entry point: {@link dev.pulser.ingest.tools.search.ToolSearch}. */
@NullMarked
package dev.pulser.ingest.tools.search;

import org.jspecify.annotations.NullMarked;
