// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

/**
 * Tool call that a model requests.
 *
 * @param function name of the tool, as the model knows it
 * @param arguments text of the model; normally JSON
 */
public record ToolRequest(String id, String function, String arguments) {}
