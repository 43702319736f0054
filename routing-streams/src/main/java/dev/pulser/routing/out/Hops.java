// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import org.apache.kafka.common.header.Headers;

/**
 * How often a task or a command has been sent on to another partition. Once is usual, and again while agents change; more means that
 * instances disagree for good, about the agents or about the number of partitions.
 */
public final class Hops {

    public static final int MAX = 5;

    private static final String HEADER = "pulser-hops";

    private Hops() {}

    public static int of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != 1 ? 0 : header.value()[0];
    }

    public static void set(Headers headers, int hops) {
        headers.remove(HEADER).add(HEADER, new byte[] {(byte) hops});
    }
}
