// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

/**
 * Exit of a server process.
 *
 * @param code   exit code
 * @param stderr last 2 KiB of its standard error
 */
record ProcessExit(int code, String stderr) {}
