// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

/**
 * A tool call that a model asks for.
 *
 * @param function  the tool by the name that the model knows it by
 * @param arguments as the model wrote them: JSON, if it made no mistake
 */
public record ToolRequest(String id, String function, String arguments) {}
