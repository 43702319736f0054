// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import org.apache.kafka.common.header.Headers;

/**
 * Header of a forwarded cancellation with the number of the task's transfer that it follows. The receiving lane
 * compares it with its ledger to decide whether the task has arrived already.
 */
public final class TransferHeader {

    private static final String NAME = "pulser-transfer";

    private TransferHeader() {}

    /** Returns the number of the transfer; 0 without the header. */
    public static int read(Headers headers) {
        var header = headers.lastHeader(NAME);
        return header == null || header.value() == null || header.value().length != 1 ? 0 : header.value()[0];
    }

    public static void write(Headers headers, int transfer) {
        headers.remove(NAME).add(NAME, new byte[] {(byte) transfer});
    }
}
