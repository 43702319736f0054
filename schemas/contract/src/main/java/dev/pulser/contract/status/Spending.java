// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import dev.pulser.contract.name.Company;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Spending with an agent in one period of its budget, in millionths of a US dollar.
 *
 * @param company        null for all companies together
 * @param reservedMicros amount reserved for running attempts
 * @param limitMicros    null when there is no limit
 */
public record Spending(
        @Nullable Company company,
        Instant periodStart,
        long spentMicros,
        long reservedMicros,
        @Nullable Long limitMicros) {}
