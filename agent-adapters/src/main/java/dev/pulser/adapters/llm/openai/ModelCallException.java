// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.pulser.adapters.llm.chat.ModelResponse;

/** Carries a failed response through LangChain4j, which reports failures as exceptions. */
final class ModelCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ModelResponse response;

    ModelCallException(ModelResponse response) {
        super("model call failed", null, false, false);
        this.response = response;
    }

    ModelResponse response() {
        return response;
    }
}
