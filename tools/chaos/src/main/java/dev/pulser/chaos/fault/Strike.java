// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is dealt at once: a fault, or two of different parts.
 *
 * @param faults one or two
 */
public record Strike(List<Fault> faults) {

    private static final String AND = "+";

    public Strike {
        faults = List.copyOf(faults);
        if (faults.isEmpty() || faults.size() > 2) {
            throw new IllegalArgumentException("one fault or two are dealt at once, not %d".formatted(faults.size()));
        }
        if (faults.size() == 2 && !faults.getFirst().goesWith(faults.getLast())) {
            throw new IllegalArgumentException("%s and %s are done to the same part"
                    .formatted(faults.getFirst().word(), faults.getLast().word()));
        }
    }

    public static Strike of(Fault fault) {
        return new Strike(List.of(fault));
    }

    /** The two at once; empty where that is impossible. */
    public Optional<Strike> with(Strike other) {
        return faults.size() == 1
                        && other.faults.size() == 1
                        && faults.getFirst().goesWith(other.faults.getFirst())
                ? Optional.of(new Strike(List.of(faults.getFirst(), other.faults.getFirst())))
                : Optional.empty();
    }

    /** As it is written on the command line and in the history: {@code a} or {@code a+b}. */
    public String word() {
        return faults.stream().map(Fault::word).collect(Collectors.joining(AND));
    }

    /**
     * Reads what {@link #word()} writes; empty where a word is no fault.
     *
     * @throws IllegalArgumentException for two faults that cannot be dealt at once
     */
    public static Optional<Strike> parse(String text) {
        var faults = Arrays.stream(text.split("\\+", -1)).map(Fault::of).toList();
        return faults.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new Strike(faults.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }
}
