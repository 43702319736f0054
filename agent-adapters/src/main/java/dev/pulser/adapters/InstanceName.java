// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Name of this instance in its reports and Kafka client ids.
 *
 * @param value host, process id and a random suffix that differs after each restart
 */
record InstanceName(String value) {

    static InstanceName random() {
        var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return new InstanceName(
                "%s-%d-%s".formatted(host(), ProcessHandle.current().pid(), suffix));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
