// SPDX-License-Identifier: AGPL-3.0-only
/** Avro schemas and their ids: the built-in catalog, and the client of a schema registry. */
@NullMarked
package dev.pulser.contract.codec.registry;

import org.jspecify.annotations.NullMarked;
