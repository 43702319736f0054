// SPDX-License-Identifier: AGPL-3.0-only
/** Whether this service is of use. */
@NullMarked
package dev.pulser.ingest.health;

import org.jspecify.annotations.NullMarked;
