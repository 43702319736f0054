// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writer of messages, one per line. Thread-safe. */
final class MessageWriter {

    private final OutputStream output;

    MessageWriter(OutputStream output) {
        this.output = output;
    }

    /** @throws UncheckedIOException when the client has closed the stream */
    void send(ObjectNode message) {
        try {
            // Jackson escapes line breaks in strings, so that a message is one line.
            var json = ToolboxJson.MAPPER.writeValueAsBytes(message);
            synchronized (output) {
                output.write(json);
                output.write('\n');
                output.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("response cannot be written", e);
        }
    }
}
