// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.architecture.broken.second;

import dev.pulser.contract.architecture.broken.first.FirstHelper;

/** Class with a logger of its own that is part of a cycle. */
public final class Second {

    private static final String NAME = "second";

    private static final System.Logger LOG = System.getLogger(NAME);

    private Second() {}

    public static void log() {
        LOG.log(System.Logger.Level.INFO, FirstHelper.now());
    }
}
