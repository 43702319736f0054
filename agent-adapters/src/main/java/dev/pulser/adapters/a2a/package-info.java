// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Agents of kind {@code a2a}, which speak Agent2Agent by its JSON-RPC binding. Entry point: {@link
 * dev.pulser.adapters.a2a.A2aAdapter}.
 */
@NullMarked
package dev.pulser.adapters.a2a;

import org.jspecify.annotations.NullMarked;
