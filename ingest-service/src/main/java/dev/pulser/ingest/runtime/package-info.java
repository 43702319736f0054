// SPDX-License-Identifier: AGPL-3.0-only
/** Assembly, start and stop of the service, and its health. */
@NullMarked
package dev.pulser.ingest.runtime;

import org.jspecify.annotations.NullMarked;
