// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final EgressPolicy PUBLIC_ONLY = EgressPolicy.allowing(List.of());
    private static final EgressPolicy WITH_LOOPBACK = EgressPolicy.allowing(List.of("127.0.0.0/8", "::1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://127.1/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://[2002:a00:1::]/",
                "http://[fe80::1]/",
                "http://0/",
                "http://0.0.0.0/",
                "http://10.1.2.3/",
                "http://172.31.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://224.0.0.1/",
                "http://localhost/",
                "http://localhost./",
                "http://LOCALHOST/",
                "http://x.localhost/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "ftp://example.com/",
                "jar:http://example.com/x!/y",
                "javascript:alert(1)",
                "http://user:pass@example.com/",
                "http://good@evil.example/",
                "http://example.com:22/",
                "http://example.com:6379/",
                "http://example.com:9092/",
                "http:///path",
            })
    void rejectsUrls(String address) {
        assertThat(PUBLIC_ONLY.refusal(URI.create(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1",
                "http://93.184.216.34/",
                "http://172.32.0.1/",
                "http://100.128.0.1:8080/",
                "https://[2606:2800:220:1:248:1893:25c8:1946]/",
            })
    void acceptsPublicUrls(String address) {
        assertThat(PUBLIC_ONLY.refusal(URI.create(address))).isEmpty();
    }

    @Test
    void rejectsANameByItsResolvedAddress() throws Exception {
        assertThat(PUBLIC_ONLY.refusal(InetAddress.getByName("10.0.0.7")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("10.0.0.7", "pulser.egress.allow"));
        assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral("::ffff:127.0.0.1")))
                .isPresent();
        assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral("93.184.216.34"))).isEmpty();
    }

    @Test
    void acceptsAllowedBlocksOnly() {
        assertThat(WITH_LOOPBACK.refusal(URI.create("http://127.0.0.1:9000/run")))
                .isEmpty();
        assertThat(WITH_LOOPBACK.refusal(URI.create("http://localhost:9000/run")))
                .isEmpty();
        assertThat(WITH_LOOPBACK.refusal(URI.create("http://[::1]:9000/run"))).isEmpty();
        assertThat(WITH_LOOPBACK.refusal(URI.create("http://127.1/"))).isPresent();
        assertThat(WITH_LOOPBACK.refusal(URI.create("http://10.0.0.1/"))).isPresent();
        assertThat(WITH_LOOPBACK.refusal(InetAddress.ofLiteral("127.8.9.10"))).isEmpty();
    }

    @Test
    void acceptsAnAllowedHostName() {
        var policy = EgressPolicy.allowing(List.of("agents.internal"));

        assertThat(policy.refusal(URI.create("http://Agents.internal/run"))).isEmpty();
        assertThat(policy.allowsName("agents.internal")).isTrue();
        assertThat(policy.refusal(URI.create("http://other.internal/run"))).isPresent();
    }

    @Test
    void acceptsEveryAddressIfAllAreAllowed() {
        var policy = EgressPolicy.allowing(List.of("*"));

        assertThat(policy.refusal(URI.create("http://localhost:6379/"))).isEmpty();
        assertThat(policy.refusal(InetAddress.ofLiteral("10.0.0.1"))).isEmpty();
        assertThat(policy.refusal(URI.create("file:///etc/passwd"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "::1/200"})
    void rejectsAnEntryThatIsNotABlock(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> EgressPolicy.allowing(List.of(entry)));
    }
}
