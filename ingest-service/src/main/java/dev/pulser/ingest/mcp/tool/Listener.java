// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import java.time.Duration;

/** Who waits for a tool's answer. */
public interface Listener {

    /** Whether it can be told anything before the answer; if not, its connection may be taken for dead meanwhile. */
    boolean hears();

    /**
     * Tells how far it is.
     *
     * @param passed  more than the time before
     * @param message without anything that JSON would have to escape
     * @return whether it still listens
     */
    boolean tell(Duration passed, Duration limit, String message);
}
