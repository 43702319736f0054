// SPDX-License-Identifier: AGPL-3.0-only
/** Fixtures of the tests of the whole service. */
@NullMarked
package dev.pulser.ingest.harness;

import org.jspecify.annotations.NullMarked;
