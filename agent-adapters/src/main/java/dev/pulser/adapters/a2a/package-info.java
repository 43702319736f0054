// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that speak Agent2Agent (A2A), by its JSON-RPC binding. */
@NullMarked
package dev.pulser.adapters.a2a;

import org.jspecify.annotations.NullMarked;
