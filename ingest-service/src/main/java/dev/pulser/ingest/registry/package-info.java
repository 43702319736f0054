// SPDX-License-Identifier: AGPL-3.0-only
/** Built-in schemas under the paths of a schema registry. */
@NullMarked
package dev.pulser.ingest.registry;

import org.jspecify.annotations.NullMarked;
