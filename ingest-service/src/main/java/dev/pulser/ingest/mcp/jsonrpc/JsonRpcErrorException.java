// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

/** Thrown to end a request with a JSON-RPC error. */
public final class JsonRpcErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient JsonRpcError error;

    public JsonRpcErrorException(JsonRpcError error) {
        // no stack trace: an expected response
        super(error.message(), null, false, false);
        this.error = error;
    }

    public JsonRpcError error() {
        return error;
    }
}
