// SPDX-License-Identifier: AGPL-3.0-only
/** MCP servers and their tools: status, definitions and approvals. */
@NullMarked
package dev.pulser.contract.tool;

import org.jspecify.annotations.NullMarked;
