// SPDX-License-Identifier: AGPL-3.0-only
/** What the tests of the whole service stand on. */
@NullMarked
package dev.pulser.ingest.harness;

import org.jspecify.annotations.NullMarked;
