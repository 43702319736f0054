// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Requests to and responses of a model, independent of the endpoint's protocol. Entry point: {@link
 * dev.pulser.adapters.llm.chat.ChatModel}.
 */
@NullMarked
package dev.pulser.adapters.llm.chat;

import org.jspecify.annotations.NullMarked;
