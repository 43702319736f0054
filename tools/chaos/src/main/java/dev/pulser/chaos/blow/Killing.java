// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Faults that end processes and start others in their place. The proof: one is gone, silent, and another came after it. */
public record Killing(Parts parts) {

    /** Without asking, for {@code length}. */
    public Proof kill(Part part, Duration length) throws InterruptedException {
        return replace(part, parts::kill, length);
    }

    /** Without asking, and what it kept on its own disk is gone too. */
    public Proof loseState(Part part, Duration length) throws InterruptedException {
        var lost = new AtomicInteger();
        var replaced = replace(
                part,
                each -> {
                    parts.kill(each);
                    lost.set(parts.loseState(each));
                },
                length);
        return new Proof(
                replaced.bit() && lost.get() > 0,
                "%s; %d files of its state deleted".formatted(replaced.seen(), lost.get()));
    }

    /** One after the other, the next one when the last is back. */
    public Proof killInTurn(List<Part> all, Duration length) throws InterruptedException {
        return inTurn(all, parts::kill, length);
    }

    /** Asks one after the other to end, and starts each again at once. */
    public Proof stopInTurn(List<Part> all) throws InterruptedException {
        return inTurn(all, parts::stop, Duration.ZERO);
    }

    private Proof inTurn(List<Part> all, Consumer<Part> end, Duration length) throws InterruptedException {
        var steps = new ArrayList<Proof>();
        for (var part : all) {
            steps.add(replace(part, end, length));
        }
        return Proof.ofAll(steps);
    }

    private Proof replace(Part part, Consumer<Part> end, Duration length) throws InterruptedException {
        long before = parts.pid(part);
        long begun = System.nanoTime();
        end.accept(part);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        boolean gone = Signals.isGone(before);
        boolean silent = !parts.answers(part);
        Await.pause(length);
        parts.start(part);
        long after = parts.pid(part);
        return new Proof(
                gone && silent && after != before,
                "process %d %s after %d ms, its address %s, process %d came after it"
                        .formatted(
                                before,
                                gone ? "gone" : "still there",
                                took.toMillis(),
                                silent ? "silent" : "answers",
                                after));
    }
}
