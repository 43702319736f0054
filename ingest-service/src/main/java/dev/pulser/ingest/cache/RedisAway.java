// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

/** Redis cannot be asked, does not answer in time, or answers an error. Never fails a request: there are other sources. */
public final class RedisAway extends Exception {

    private static final long serialVersionUID = 1L;

    RedisAway(String message) {
        super(message);
    }

    RedisAway(String message, Throwable cause) {
        super(message, cause);
    }
}
