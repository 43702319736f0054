// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import org.apache.kafka.common.header.Headers;

/**
 * Which handover of its task a command follows: the lane that it is sent on to knows by that whether the task has come
 * already. 0 for a command that follows none.
 */
public final class Trail {

    private static final String HEADER = "pulser-handover";

    private Trail() {}

    public static int of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != 1 ? 0 : header.value()[0];
    }

    public static void set(Headers headers, int handover) {
        headers.remove(HEADER).add(HEADER, new byte[] {(byte) handover});
    }
}
