// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.json;

import java.math.BigDecimal;

/** Conversion of micro-dollars to the decimal amounts in responses. */
public final class UsDollars {

    private static final int DECIMALS_OF_MICROS = 6;

    private UsDollars() {}

    /** Returns US dollars without trailing zeros, such as 0.05 or 100. */
    public static BigDecimal of(long micros) {
        var dollars = BigDecimal.valueOf(micros, DECIMALS_OF_MICROS).stripTrailingZeros();
        return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
    }
}
