// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import org.apache.avro.specific.SpecificRecord;

/** How a domain record {@code T} stands on the wire as {@code W}. Pure; throws nothing on what the other direction made. */
interface Form<T, W extends SpecificRecord> {

    W toWire(T value);

    /** @throws IllegalArgumentException where the fields do not make a legal {@code T} */
    T fromWire(W wire);
}
