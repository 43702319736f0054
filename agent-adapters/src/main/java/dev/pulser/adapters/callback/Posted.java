// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;

/**
 * What an agent has posted in the place of an answer.
 *
 * @param status  of the header {@code X-Pulser-Status}, else 200
 * @param headers of the post
 */
public record Posted(int status, HttpHeaders headers, ByteBuffer body) {}
