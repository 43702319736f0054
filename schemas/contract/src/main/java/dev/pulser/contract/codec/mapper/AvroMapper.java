// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Mapping between a domain record {@code T} and its generated Avro class {@code W}. Stateless. */
public interface AvroMapper<T, W extends SpecificRecord> {

    W toWire(T value);

    /** @throws IllegalArgumentException when the fields do not make a valid {@code T} */
    T fromWire(W wire);

    static <A, B> @Nullable B mapped(@Nullable A value, Function<A, B> mapping) {
        return value == null ? null : mapping.apply(value);
    }
}
