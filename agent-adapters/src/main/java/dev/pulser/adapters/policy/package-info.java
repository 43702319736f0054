// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Policies of MCP servers from the server file: allowed tools, call limits and idempotent tools. Entry point: {@link
 * dev.pulser.adapters.policy.ServerPolicyFile}.
 */
@NullMarked
package dev.pulser.adapters.policy;

import org.jspecify.annotations.NullMarked;
