// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what an adapter tells during an attempt. Safe from any thread. */
public final class RecordedProgress implements Progress {

    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private volatile Usage usage = Usage.NONE;

    @Override
    public void called(ToolCall call) {
        calls.add(call);
    }

    @Override
    public void said(String message, @Nullable Double fraction) {
        words.add(message);
    }

    @Override
    public synchronized void used(Usage more) {
        usage = usage.plus(more);
    }

    public List<ToolCall> calls() {
        return calls;
    }

    public List<String> words() {
        return words;
    }

    public Usage usage() {
        return usage;
    }
}
