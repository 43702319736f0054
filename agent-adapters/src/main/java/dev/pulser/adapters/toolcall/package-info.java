// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Calls of tools on behalf of an attempt, used by every kind of agent that calls tools. Entry point: {@link
 * dev.pulser.adapters.toolcall.ToolCaller}.
 */
@NullMarked
package dev.pulser.adapters.toolcall;

import org.jspecify.annotations.NullMarked;
