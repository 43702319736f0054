// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Faults that are injected at the same time: one, or two that affect different components.
 *
 * @param faults one or two
 */
public record FaultCombination(List<Fault> faults) {

    private static final String AND = "+";

    public FaultCombination {
        faults = List.copyOf(faults);
        if (faults.isEmpty() || faults.size() > 2) {
            throw new IllegalArgumentException(
                    "a combination must have one or two faults, it has %d".formatted(faults.size()));
        }
        if (faults.size() == 2 && !faults.getFirst().isCompatibleWith(faults.getLast())) {
            throw new IllegalArgumentException("%s and %s affect the same component"
                    .formatted(faults.getFirst().slug(), faults.getLast().slug()));
        }
    }

    public static FaultCombination of(Fault fault) {
        return new FaultCombination(List.of(fault));
    }

    /** Returns the combination of both; empty when they cannot be combined. */
    public Optional<FaultCombination> with(FaultCombination other) {
        return faults.size() == 1
                        && other.faults.size() == 1
                        && faults.getFirst().isCompatibleWith(other.faults.getFirst())
                ? Optional.of(new FaultCombination(List.of(faults.getFirst(), other.faults.getFirst())))
                : Optional.empty();
    }

    /** Returns the name on the command line and in the history: {@code a} or {@code a+b}. */
    public String slug() {
        return faults.stream().map(Fault::slug).collect(Collectors.joining(AND));
    }

    /**
     * Parses a {@link #slug()}; empty when it names an unknown fault.
     *
     * @throws IllegalArgumentException when the faults cannot be combined
     */
    public static Optional<FaultCombination> parse(String text) {
        var faults = Arrays.stream(text.split("\\+", -1)).map(Fault::parse).toList();
        return faults.stream().allMatch(Optional::isPresent)
                ? Optional.of(new FaultCombination(
                        faults.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }
}
