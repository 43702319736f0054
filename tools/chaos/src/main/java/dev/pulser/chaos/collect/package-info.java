// SPDX-License-Identifier: AGPL-3.0-only
/** Collection of evidence from topics, tables and REST, after all processing has ended. Entry point: {@code EvidenceCollector}. */
@NullMarked
package dev.pulser.chaos.collect;

import org.jspecify.annotations.NullMarked;
