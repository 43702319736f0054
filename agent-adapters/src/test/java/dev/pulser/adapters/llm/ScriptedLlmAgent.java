// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.util.List;

/** Simulated agent of kind {@code llm} without tools. */
final class ScriptedLlmAgent implements ScriptedAgent, AutoCloseable {

    private final ScriptedModel model;

    ScriptedLlmAgent() throws IOException {
        model = ScriptedModel.withScript("""
                {"rules":[{"when":"overload","answer":{"status":503,"retry_after":7,"body":"busy"}},
                          {"when":"refusal","answer":{"status":400,"body":"no such parameter"}},
                          {"when":"silence","answer":{"silence":true}}],
                 "answers":[{"text":"{\\"hello\\":\\"world\\"}"}]}
                """);
    }

    @Override
    public AgentDefinition definition() {
        return Samples.anAgent("alpha")
                .at(model.endpoint())
                .thinkingWith(new AgentModel("small", "You test.", List.of(), 5, 10_000, 1_000, null))
                .build();
    }

    @Override
    public String payloadForSuccess() {
        return "{\"text\":\"hello\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"text\":\"overload\"}";
    }

    @Override
    public String payloadForRejection() {
        return "{\"text\":\"refusal\"}";
    }

    @Override
    public String payloadWithoutResponse() {
        return "{\"text\":\"silence\"}";
    }

    @Override
    public List<String> keys() {
        return model.calls().stream().map(ScriptedModel.Call::key).toList();
    }

    @Override
    public boolean hasUnansweredCall() {
        return model.hasUnansweredCall();
    }

    @Override
    public void close() {
        model.close();
    }
}
