// SPDX-License-Identifier: AGPL-3.0-only
/** Checks before a service starts processing. Entry point: {@link dev.pulser.service.start.StartCheck}. */
@NullMarked
package dev.pulser.service.start;

import org.jspecify.annotations.NullMarked;
