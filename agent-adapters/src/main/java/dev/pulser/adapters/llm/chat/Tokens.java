// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

/** What an endpoint has counted. */
public record Tokens(long input, long output) {}
