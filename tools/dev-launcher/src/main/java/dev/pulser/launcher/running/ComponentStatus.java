// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.service.ReadinessProbe;
import java.net.URI;

/**
 * Status of a component of the stack.
 *
 * @param state {@code ready}, {@code starting} (runs but does not respond) or {@code stopped}
 */
public record ComponentStatus(String name, String state, String address, long pid, String log) {

    /** Returns the current status. */
    public static ComponentStatus of(RunningComponent component) {
        return new ComponentStatus(
                component.name(), stateOf(component), component.address(), component.pid(), component.log());
    }

    private static String stateOf(RunningComponent component) {
        if (component.process().isEmpty()) {
            return "stopped";
        }
        return responds(component.address()) ? "ready" : "starting";
    }

    private static boolean responds(String address) {
        if (address.startsWith("http:")) {
            return ReadinessProbe.isReady(URI.create(address).getPort());
        }
        return LoopbackPort.isListening(URI.create("tcp://" + address).getPort());
    }

    @JsonIgnore
    public boolean isReady() {
        return state.equals("ready");
    }
}
