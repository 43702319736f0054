// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.util.function.Consumer;

/** A model that can be asked. */
public interface ChatModel {

    /**
     * Asks and waits for the whole answer. An interruption breaks the call off.
     *
     * @param key     the same whenever the same step of a task is asked for
     * @param partial is told the end of the text so far, on the calling thread, as it grows
     */
    Answer ask(Prompt prompt, String key, Consumer<String> partial) throws InterruptedException;
}
