// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.pulser.adapters.llm.chat.ModelResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input stream that fails at a limit, so that no endpoint can exhaust the memory. */
final class LimitedInputStream extends FilterInputStream {

    private final int limit;
    private long read;

    LimitedInputStream(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > limit) {
            throw new ModelCallException(new ModelResponse.TooLarge(limit));
        }
    }
}
