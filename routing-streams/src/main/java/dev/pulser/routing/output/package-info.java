// SPDX-License-Identifier: AGPL-3.0-only
/** Records that processors write: events, dead letters, headers and their sinks. Entry point: {@link RecordWriter}. */
@NullMarked
package dev.pulser.routing.output;

import org.jspecify.annotations.NullMarked;
