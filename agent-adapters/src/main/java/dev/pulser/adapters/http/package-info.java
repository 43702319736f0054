// SPDX-License-Identifier: AGPL-3.0-only
/** Agents behind an HTTP endpoint. */
@NullMarked
package dev.pulser.adapters.http;

import org.jspecify.annotations.NullMarked;
