// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.service.PulserService;

/**
 * Addresses of a stack.
 *
 * @param kafka    bootstrap servers, {@code host:port}
 * @param postgres account of the owner
 * @param redis    {@code redis://host:port}
 */
public record StackAddresses(StackPorts ports, String kafka, PostgresAccount postgres, String redis) {

    /** Returns the base URL of the REST API. */
    public String rest() {
        return of(PulserService.INGEST);
    }

    public String of(PulserService service) {
        return "http://127.0.0.1:" + ports.of(service);
    }
}
