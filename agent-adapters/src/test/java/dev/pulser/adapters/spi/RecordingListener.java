// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Listener that records the events of an attempt. Safe from any thread. */
public final class RecordingListener implements AttemptListener {

    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Usage usage = Usage.NONE;

    @Override
    public void onToolCall(ToolCall call) {
        calls.add(call);
    }

    @Override
    public void onProgress(String message, @Nullable Double fraction) {
        messages.add(message);
    }

    @Override
    public synchronized void onUsage(Usage more) {
        usage = usage.plus(more);
    }

    public List<ToolCall> calls() {
        return calls;
    }

    public List<String> messages() {
        return messages;
    }

    public Usage usage() {
        return usage;
    }
}
