// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the header {@code X-Pulser-Usage}: {@code input_tokens=120;output_tokens=40;cost_usd=0.0031}. Every part is
 * optional; without a cost, the agent's rates determine it.
 */
record UsageHeader(Rates rates) {

    static final String NAME = "X-Pulser-Usage";

    private static final Set<String> PARTS = Set.of("input_tokens", "output_tokens", "cost_usd");
    private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000_000L);

    /** Returns the usage; empty if the header is malformed. */
    Optional<Usage> parse(String header) {
        var parts = new HashMap<String, BigDecimal>();
        for (var part : Arrays.asList(header.split(";"))) {
            var pair = part.strip().split("=", 2);
            if (pair.length != 2 || !PARTS.contains(pair[0]) || parts.put(pair[0], number(pair[1])) != null) {
                return Optional.empty();
            }
        }
        if (parts.values().stream().anyMatch(number -> number.signum() < 0 || number.compareTo(MAX) > 0)) {
            return Optional.empty();
        }
        var tokens = rates.of(integer(parts.get("input_tokens")), integer(parts.get("output_tokens")));
        var cost = parts.get("cost_usd");
        return Optional.of(
                cost == null ? tokens : new Usage(tokens.inputTokens(), tokens.outputTokens(), micros(cost)));
    }

    /** Returns the number; -1 if the text is malformed, which {@link #parse} rejects. */
    private static BigDecimal number(String text) {
        return text.matches("\\d{1,13}(\\.\\d{1,9})?") ? new BigDecimal(text) : BigDecimal.ONE.negate();
    }

    private static long integer(@Nullable BigDecimal number) {
        return number == null ? 0 : number.longValue();
    }

    private static long micros(BigDecimal dollars) {
        return dollars.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
