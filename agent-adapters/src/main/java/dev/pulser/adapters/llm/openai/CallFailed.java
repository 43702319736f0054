// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.pulser.adapters.llm.chat.Answer;

/** Carries what came instead of an answer through the library, which knows exceptions only. */
final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    CallFailed(Answer answer) {
        super("the model did not answer", null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
