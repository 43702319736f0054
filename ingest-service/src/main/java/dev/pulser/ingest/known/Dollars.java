// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import java.math.BigDecimal;

/** Money as clients read it. */
public final class Dollars {

    private static final int DECIMALS_OF_MICROS = 6;

    private Dollars() {}

    /** US dollars without zeros at the end, such as 0.05 or 100. */
    public static BigDecimal of(long micros) {
        var dollars = BigDecimal.valueOf(micros, DECIMALS_OF_MICROS).stripTrailingZeros();
        return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
    }
}
