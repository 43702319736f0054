// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes messages, each as one line, whole and in turn. For any thread. */
final class Outbox {

    private final OutputStream output;

    Outbox(OutputStream output) {
        this.output = output;
    }

    /** @throws UncheckedIOException when nobody reads any more */
    void send(ObjectNode message) {
        try {
            // Jackson escapes line breaks inside strings, so the only one is the one that ends the message.
            var json = Json.MAPPER.writeValueAsBytes(message);
            synchronized (output) {
                output.write(json);
                output.write('\n');
                output.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be written", e);
        }
    }
}
