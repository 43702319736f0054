// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

/** Token count of an endpoint. */
public record TokenCount(long input, long output) {}
