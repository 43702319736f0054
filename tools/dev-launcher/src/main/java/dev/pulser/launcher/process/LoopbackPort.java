// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP port on 127.0.0.1 of a component of the stack.
 *
 * @param number  port number, 1 to 65535
 * @param purpose name of the component
 * @param flag    option that sets another port
 */
public record LoopbackPort(int number, String purpose, String flag) {

    /** Address to which all components bind. */
    public static final String HOST = "127.0.0.1";

    private static final Duration CONNECT = Duration.ofMillis(500);

    private static final int LOWEST = 20_000;

    /** First ephemeral port of Linux; other systems have higher ones. */
    private static final int FIRST_EPHEMERAL = 32_768;

    private static final int TRIES = 1_000;
    private static final Set<Integer> ASSIGNED = ConcurrentHashMap.newKeySet();

    public LoopbackPort {
        if (number < 1 || number > 65_535) {
            throw new LaunchException(
                    "Invalid value %2$d for %1$s. Use a port from 1 to 65535.".formatted(flag, number));
        }
    }

    /**
     * Verifies that the port is free.
     *
     * @throws LaunchException when another process listens on it
     */
    public void requireFree() {
        if (isListening(number) || !bindable(number)) {
            throw new LaunchException(
                    "Port %d, needed for %s, is in use. Stop the process that listens on it (lsof -i :%d), or choose another port with %s PORT."
                            .formatted(number, purpose, number, flag));
        }
    }

    /** Returns true when a process accepts connections on {@code port}. */
    public static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(address(port), (int) CONNECT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns a free port. No port is returned twice, and all are below the ephemeral ports of outgoing connections, so
     * that a port is still free when its process is restarted.
     */
    public static int anyFree() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_EPHEMERAL);
            if (bindable(port) && ASSIGNED.add(port)) {
                return port;
            }
        }
        throw new LaunchException("No free port from %d to %d on %s.".formatted(LOWEST, FIRST_EPHEMERAL - 1, HOST));
    }

    /** Returns the socket address of a port on the loopback address. */
    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static boolean bindable(int number) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port in TIME_WAIT is free for servers
            socket.bind(address(number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
