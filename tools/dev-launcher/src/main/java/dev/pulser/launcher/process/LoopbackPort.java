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
 * A TCP port of 127.0.0.1 that something of the stack listens on.
 *
 * @param number  1 to 65535
 * @param purpose what it is for, as the user knows it
 * @param flag    how the user chooses another
 */
public record LoopbackPort(int number, String purpose, String flag) {

    /** The only address anything of the stack binds to. */
    public static final String HOST = "127.0.0.1";

    private static final Duration CONNECT = Duration.ofMillis(500);

    private static final int LOWEST = 20_000;

    /** Where Linux begins to lend ports; other systems begin higher. */
    private static final int LENT = 32_768;

    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    public LoopbackPort {
        if (number < 1 || number > 65_535) {
            throw new LaunchFailure("%s %d is no port: a number from 1 to 65535 is needed".formatted(flag, number));
        }
    }

    /**
     * Makes sure that the port can be listened on.
     *
     * @throws LaunchFailure when something listens there already, in one line
     */
    public void requireFree() {
        if (answers(number) || !bindable(number)) {
            throw new LaunchFailure(
                    "port %d, needed for %s, is in use: end what listens there (lsof -i :%d shows it) or choose another with %s PORT"
                            .formatted(number, purpose, number, flag));
        }
    }

    /** Whether something accepts connections on {@code port} of the loopback address. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(address(port), (int) CONNECT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A port that is free now. It is given out once, and lies below those that systems lend to outgoing connections, so
     * that it is still free when what listens there is started again.
     */
    public static int anyFree() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LENT);
            if (bindable(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new LaunchFailure("no free port from %d to %d on %s".formatted(LOWEST, LENT - 1, HOST));
    }

    /** The port on the loopback address. */
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
