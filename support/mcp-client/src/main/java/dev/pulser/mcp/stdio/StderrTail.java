// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reader of a server's standard error. Keeps its last 2 KiB and never blocks the server. */
final class StderrTail {

    private static final int KEPT_BYTES = 2048;

    private byte[] tail = new byte[0];

    /** Reads until the end of the stream. */
    void drain(InputStream in) {
        var buffer = new byte[8192];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            keep(new byte[0], 0); // a broken pipe is the end of the stream
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        var joined = Arrays.copyOf(tail, tail.length + count);
        System.arraycopy(buffer, 0, joined, tail.length, count);
        tail = joined.length <= KEPT_BYTES
                ? joined
                : Arrays.copyOfRange(joined, joined.length - KEPT_BYTES, joined.length);
    }

    synchronized String text() {
        return new String(tail, StandardCharsets.UTF_8);
    }
}
