// SPDX-License-Identifier: AGPL-3.0-only
/** Takes tasks in. */
@NullMarked
package dev.pulser.ingest.submit;

import org.jspecify.annotations.NullMarked;
