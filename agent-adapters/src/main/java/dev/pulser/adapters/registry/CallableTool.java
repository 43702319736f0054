// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.tools.ToolDefinition;

/** A tool that an agent may call now, by the definition that is approved. */
public record CallableTool(String server, ToolDefinition definition) {}
