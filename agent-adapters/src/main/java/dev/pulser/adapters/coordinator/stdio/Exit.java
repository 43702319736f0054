// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

/**
 * How a server's process ended.
 *
 * @param code   of the process
 * @param stderr the end of what it said there
 */
public record Exit(int code, String stderr) {}
