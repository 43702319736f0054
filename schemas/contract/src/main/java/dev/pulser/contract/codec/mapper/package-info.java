// SPDX-License-Identifier: AGPL-3.0-only
/** Mappings between domain records and the generated Avro classes. */
@NullMarked
package dev.pulser.contract.codec.mapper;

import org.jspecify.annotations.NullMarked;
