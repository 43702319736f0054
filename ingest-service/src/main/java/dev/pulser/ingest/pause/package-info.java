// SPDX-License-Identifier: AGPL-3.0-only
/** Holds agents and companies, and lets them go on. */
@NullMarked
package dev.pulser.ingest.pause;

import org.jspecify.annotations.NullMarked;
