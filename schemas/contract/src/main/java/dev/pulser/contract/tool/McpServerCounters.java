// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

/**
 * Counters of protocol violations by an MCP server since the start of the adapter.
 *
 * @param skippedLines       lines of output that are not JSON-RPC
 * @param unmatchedResponses responses to no open request
 * @param rejectedRequests   requests of the server to the client that were rejected
 */
public record McpServerCounters(long skippedLines, long unmatchedResponses, long rejectedRequests) {

    public static final McpServerCounters NONE = new McpServerCounters(0, 0, 0);
}
