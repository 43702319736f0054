// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What an instance calls itself in its reports: host, process and something that no restart repeats. */
final class InstanceName {

    private InstanceName() {}

    static String random() {
        var once = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return "%s-%d-%s".formatted(host(), ProcessHandle.current().pid(), once);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
