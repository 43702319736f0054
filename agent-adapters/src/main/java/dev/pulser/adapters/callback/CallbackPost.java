// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;

/**
 * Result that an agent posted to a callback.
 *
 * @param status value of the header {@code X-Pulser-Status}; 200 without it
 * @param headers headers of the request
 */
public record CallbackPost(int status, HttpHeaders headers, ByteBuffer body) {}
