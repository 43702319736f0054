// SPDX-License-Identifier: AGPL-3.0-only
/** Everything that is left of a run, as its own records: what was sent, what was called, what topics, tables and REST say. */
@NullMarked
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.NullMarked;
