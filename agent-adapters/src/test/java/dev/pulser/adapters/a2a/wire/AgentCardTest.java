// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.service.json.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCardTest {

    @Test
    void readsTheCardOf0_3() throws A2aProtocolException {
        var card = AgentCard.read(
                new Json(
                        "{\"protocolVersion\":\"0.3.0\",\"url\":\"https://a.example/x\",\"capabilities\":{\"streaming\":true}}"));

        assertThat(card).isEqualTo(new AgentCard(URI.create("https://a.example/x"), A2aVersion.V0_3, true, false));
    }

    @Test
    void readsTheCardOf1_0() throws A2aProtocolException {
        var card = AgentCard.read(new Json(
                "{\"supportedInterfaces\":[{\"url\":\"https://a.example/g\",\"protocolBinding\":\"GRPC\",\"protocolVersion\":\"1.0\"},"
                        + "{\"url\":\"https://a.example/x\",\"protocolBinding\":\"JSONRPC\",\"protocolVersion\":\"1.0\"}],"
                        + "\"capabilities\":{\"pushNotifications\":true}}"));

        assertThat(card).isEqualTo(new AgentCard(URI.create("https://a.example/x"), A2aVersion.V1_0, false, true));
    }

    @Test
    void prefersTheNewerVersion() throws A2aProtocolException {
        var card = AgentCard.read(
                new Json(
                        "{\"protocolVersion\":\"0.3.0\",\"url\":\"https://a.example/old\",\"supportedInterfaces\":["
                                + "{\"url\":\"https://a.example/old\",\"protocolBinding\":\"JSONRPC\",\"protocolVersion\":\"0.3\"},"
                                + "{\"url\":\"https://a.example/new\",\"protocolBinding\":\"JSONRPC\",\"protocolVersion\":\"1.0\"}]}"));

        assertThat(card.address()).isEqualTo(URI.create("https://a.example/new"));
    }

    @Test
    void findsJsonRpcBesideThePreferredTransport() throws A2aProtocolException {
        var card = AgentCard.read(new Json(
                "{\"protocolVersion\":\"0.3.0\",\"url\":\"https://a.example/g\",\"preferredTransport\":\"GRPC\","
                        + "\"additionalInterfaces\":[{\"url\":\"https://a.example/x\",\"transport\":\"JSONRPC\"}]}"));

        assertThat(card.address()).isEqualTo(URI.create("https://a.example/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{\"url\":1}",
                "{\"url\":\"not absolute\"}",
                "{\"url\":\"https://a.example\",\"protocolVersion\":\"7\"}"
            })
    void rejectsACardWithoutASupportedInterface(String card) {
        assertThatThrownBy(() -> AgentCard.read(new Json(card))).isInstanceOf(A2aProtocolException.class);
    }
}
