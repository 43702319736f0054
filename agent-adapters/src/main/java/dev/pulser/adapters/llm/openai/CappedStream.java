// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.pulser.adapters.llm.chat.Answer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads up to a limit; beyond it reading fails, so that no endpoint can fill the memory. */
final class CappedStream extends FilterInputStream {

    private final int limit;
    private long read;

    CappedStream(InputStream in, int limit) {
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

    private void count(int more) {
        read += more;
        if (read > limit) {
            throw new CallFailed(new Answer.TooLarge(limit));
        }
    }
}
