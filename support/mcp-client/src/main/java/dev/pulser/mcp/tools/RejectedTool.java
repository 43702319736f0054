// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

/**
 * Listed tool with an invalid definition. It cannot be called.
 *
 * @param name   printable excerpt of its name
 * @param reason violation, naming the field
 */
public record RejectedTool(String name, String reason) {}
