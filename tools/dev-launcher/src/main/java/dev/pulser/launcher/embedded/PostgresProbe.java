// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.process.LoopbackPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Probe that sends an SSL request: a suspended server accepts connections too, but does not respond. */
record PostgresProbe(int port) {

    private static final int LIMIT_MILLIS = 1000;
    private static final int LENGTH = 8;
    private static final int SSL_REQUEST = 80_877_103;

    boolean responds() {
        try (var socket = new Socket()) {
            socket.connect(LoopbackPort.address(port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(LENGTH)
                            .putInt(LENGTH)
                            .putInt(SSL_REQUEST)
                            .array());
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
