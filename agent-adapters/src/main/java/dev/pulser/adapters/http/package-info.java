// SPDX-License-Identifier: AGPL-3.0-only
/** Agents of kind {@code http}. Entry point: {@link dev.pulser.adapters.http.HttpAdapter}. */
@NullMarked
package dev.pulser.adapters.http;

import org.jspecify.annotations.NullMarked;
