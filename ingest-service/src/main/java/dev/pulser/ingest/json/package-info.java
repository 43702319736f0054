// SPDX-License-Identifier: AGPL-3.0-only
/** Parsing and writing of JSON: {@link dev.pulser.ingest.json.JsonBody} reads the bodies of commands. */
@NullMarked
package dev.pulser.ingest.json;

import org.jspecify.annotations.NullMarked;
