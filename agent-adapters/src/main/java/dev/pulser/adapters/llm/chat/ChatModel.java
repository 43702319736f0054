// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.util.function.Consumer;

/** Language model. */
public interface ChatModel {

    /**
     * Sends the prompt and waits for the complete response. An interruption closes the connection.
     *
     * @param key idempotency key of the step
     * @param partial receiver of the end of the text so far, called on the current thread
     */
    ModelResponse call(Prompt prompt, String key, Consumer<String> partial) throws InterruptedException;
}
