// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static java.util.Objects.requireNonNull;

/** Name, version and instructions of the server. */
public record ServerIdentity(String name, String version, String instructions) {

    public ServerIdentity {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(instructions, "instructions");
    }
}
