// SPDX-License-Identifier: AGPL-3.0-only
/** JSON Schema validation that is safe for untrusted schemas and payloads. Entry point: {@link dev.pulser.contract.schema.PayloadSchema}. */
@NullMarked
package dev.pulser.contract.schema;

import org.jspecify.annotations.NullMarked;
