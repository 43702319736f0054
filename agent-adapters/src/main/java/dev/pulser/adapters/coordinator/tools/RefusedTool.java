// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

/**
 * A tool that a server lists and nobody may call.
 *
 * @param name   as far as it can be shown: printable and short
 * @param reason what is wrong with it
 */
public record RefusedTool(String name, String reason) {}
