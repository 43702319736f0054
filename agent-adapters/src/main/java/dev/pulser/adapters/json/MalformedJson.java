// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.json;

/** A text that is not one JSON document; the message says where and why. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }
}
