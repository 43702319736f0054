// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Service that runs assignments on agents and reports their outcomes. Entry point: {@link
 * dev.pulser.adapters.AdaptersLifecycle}.
 */
@NullMarked
package dev.pulser.adapters;

import org.jspecify.annotations.NullMarked;
