// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import org.apache.kafka.common.header.Headers;

/**
 * Header that counts how often a record was forwarded to another partition. One hop is normal, and a second one while
 * agents change; more mean that instances have different agents or different numbers of partitions.
 */
public final class HopCountHeader {

    public static final int MAX = 5;

    private static final String NAME = "pulser-hops";

    private HopCountHeader() {}

    /** Returns the number of hops; 0 without the header. */
    public static int read(Headers headers) {
        var header = headers.lastHeader(NAME);
        return header == null || header.value() == null || header.value().length != 1 ? 0 : header.value()[0];
    }

    public static void write(Headers headers, int hops) {
        headers.remove(NAME).add(NAME, new byte[] {(byte) hops});
    }
}
