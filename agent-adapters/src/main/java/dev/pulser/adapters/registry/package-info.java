// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Registry of the tools of all MCP servers, kept consistent between instances by compacted topics. Entry points: {@link
 * dev.pulser.adapters.registry.ToolRegistryTopics} and {@link dev.pulser.adapters.registry.ToolRegistry}.
 */
@NullMarked
package dev.pulser.adapters.registry;

import org.jspecify.annotations.NullMarked;
