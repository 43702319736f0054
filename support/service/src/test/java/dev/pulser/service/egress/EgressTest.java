// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pulser.contract.egress.EgressPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class EgressTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "agent.example", List.of("93.184.216.34"),
            "mixed.example", List.of("10.0.0.1", "93.184.216.34"),
            "six.example", List.of("2606:2800:220:1::1"),
            "inside.example", List.of("169.254.169.254"),
            "here.example", List.of("127.0.0.1"));

    private final Egress strict = egress();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://127.0.0.1:8080/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://0/",
                "http://localhost./",
                "http://metadata.google.internal/",
                "http://user:secret@agent.example/",
                "http://agent.example:6379/",
                "ftp://agent.example/",
                "http://inside.example/",
                "https://inside.example/"
            })
    void rejectsPrivateAddresses(String address) {
        assertThatThrownBy(() -> strict.open(URI.create(address)))
                .isInstanceOf(EgressBlockedException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesAddressAndSetting() {
        assertThatThrownBy(() -> strict.open(URI.create("http://inside.example/x?key=1")))
                .hasMessage(
                        "Connection to http://inside.example is not allowed: 169.254.169.254 is not a public address;"
                                + " to allow it, add it to pulser.egress.allow");
    }

    @Test
    void pinsHttpRequestsToTheCheckedAddress() throws Exception {
        assertThat(strict.open(URI.create("http://agent.example:8080/a%20b?c=%2F")))
                .isEqualTo(
                        new PinnedAddress(URI.create("http://93.184.216.34:8080/a%20b?c=%2F"), "agent.example:8080"));
        assertThat(strict.open(URI.create("http://six.example")))
                .isEqualTo(new PinnedAddress(URI.create("http://[2606:2800:220:1:0:0:0:1]/"), "six.example"));
    }

    @Test
    void selectsAnAllowedAddress() throws Exception {
        assertThat(strict.open(URI.create("http://mixed.example/")).uri()).hasHost("93.184.216.34");
    }

    @Test
    void requiresAllAddressesOfANameForHttps() throws Exception {
        assertThat(strict.open(URI.create("https://agent.example/x")))
                .isEqualTo(new PinnedAddress(URI.create("https://agent.example/x"), null));
        assertThatThrownBy(() -> strict.open(URI.create("https://mixed.example/x")))
                .isInstanceOf(EgressBlockedException.class);
    }

    @Test
    void allowsConfiguredAddresses() throws Exception {
        assertThat(egress("127.0.0.0/8")
                        .open(URI.create("http://127.0.0.1:8080/"))
                        .uri())
                .hasHost("127.0.0.1");
        assertThat(egress("inside.example")
                        .open(URI.create("http://inside.example/"))
                        .uri())
                .hasHost("inside.example");
    }

    @Test
    void resolvesTheNameForEachRequest() throws Exception {
        var leadsTo = new AtomicReference<>("93.184.216.34");
        var rebinding =
                new Egress(EgressPolicy.allowing(List.of()), name -> new InetAddress[] {literal(leadsTo.get())});
        rebinding.open(URI.create("http://agent.example/"));

        leadsTo.set("127.0.0.1");

        assertThatThrownBy(() -> rebinding.open(URI.create("http://agent.example/")))
                .isInstanceOf(EgressBlockedException.class);
    }

    @Test
    void rejectsANameWithoutAddress() {
        assertThatThrownBy(() -> strict.open(URI.create("http://nowhere.example/")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void isInterruptibleDuringALookup() throws InterruptedException {
        var lookupStarted = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var hanging = new Egress(EgressPolicy.allowing(List.of()), name -> {
            lookupStarted.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        var thrown = new AtomicReference<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                hanging.open(URI.create("http://agent.example/"));
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        lookupStarted.await();

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        never.countDown();
    }

    @Test
    void sendsTheHostHeader() throws Exception {
        var seen = new AtomicReference<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();

        try (var client = HttpClient.newHttpClient()) {
            var way = egress("127.0.0.0/8").open(URI.create("http://here.example:%d/x".formatted(port)));
            client.send(way.request().build(), BodyHandlers.discarding());
        } finally {
            server.stop(0);
        }

        assertThat(seen.get()).isEqualTo("here.example:" + port);
    }

    private static Egress egress(String... allowed) {
        return new Egress(EgressPolicy.allowing(List.of(allowed)), EgressTest::addresses);
    }

    private static InetAddress[] addresses(String name) throws UnknownHostException {
        var found = NAMES.get(name);
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return found.stream().map(EgressTest::literal).toArray(InetAddress[]::new);
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }
}
