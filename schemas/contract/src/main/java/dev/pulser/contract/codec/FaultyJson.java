// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.task.Fault;
import java.io.IOException;

/** A JSON text that could not be read to its end. */
public final class FaultyJson extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultyJson(Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
