// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.service.Readiness;
import java.net.URI;

/**
 * How one part is now.
 *
 * @param state {@code ready}, {@code starting} (runs, does not answer) or {@code gone}
 */
public record PartStatus(String name, String state, String address, long pid, String log) {

    /** Looks now. */
    public static PartStatus of(RunningStack.Running part) {
        return new PartStatus(part.name(), stateOf(part), part.address(), part.pid(), part.log());
    }

    private static String stateOf(RunningStack.Running part) {
        if (part.process().isEmpty()) {
            return "gone";
        }
        return answers(part.address()) ? "ready" : "starting";
    }

    private static boolean answers(String address) {
        if (address.startsWith("http:")) {
            return Readiness.of(URI.create(address).getPort());
        }
        return LoopbackPort.answers(URI.create("tcp://" + address).getPort());
    }

    @JsonIgnore
    public boolean isReady() {
        return state.equals("ready");
    }
}
