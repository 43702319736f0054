// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Options of a stack.
 *
 * @param additionalBrokers ports of the second and third embedded broker; empty for a single broker
 * @param settings          environment variables of every service, which override the launcher's
 */
public record StackOptions(
        StackPorts ports,
        StackStorage storage,
        ExternalServers external,
        List<Integer> additionalBrokers,
        Map<String, String> settings) {

    public StackOptions {
        additionalBrokers = List.copyOf(additionalBrokers);
        settings = Map.copyOf(settings);
    }

    /** Returns a stack of embedded servers with a single broker. */
    public static StackOptions embedded(StackPorts ports, StackStorage storage) {
        return new StackOptions(ports, storage, ExternalServers.NONE, List.of(), Map.of());
    }

    /** Returns the same stack with these settings of the services. */
    public StackOptions withSettings(Map<String, String> values) {
        return new StackOptions(ports, storage, external, additionalBrokers, values);
    }

    /** Returns the ports of the embedded brokers. */
    public List<Integer> brokerPorts() {
        var all = new ArrayList<Integer>();
        all.add(ports.kafka());
        all.addAll(additionalBrokers);
        return all;
    }
}
