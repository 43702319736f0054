// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.service.Service;

/**
 * Where to reach a running stack.
 *
 * @param kafka    bootstrap servers, {@code host:port}
 * @param postgres the owner's account
 * @param redis    {@code redis://host:port}
 */
public record StackAddresses(StackPorts ports, String kafka, PostgresAccount postgres, String redis) {

    /** The base of the REST API. */
    public String rest() {
        return of(Service.INGEST);
    }

    public String of(Service service) {
        return "http://127.0.0.1:" + ports.of(service);
    }
}
