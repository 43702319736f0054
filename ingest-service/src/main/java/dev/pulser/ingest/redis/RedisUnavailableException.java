// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

/** Thrown when Redis is not connected, times out or returns an error. Callers fall back to another source. */
public final class RedisUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    RedisUnavailableException(String message) {
        super(message);
    }

    RedisUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
