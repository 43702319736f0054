// SPDX-License-Identifier: AGPL-3.0-only
/** Reading of submitted tasks in JSON and Avro, with all validation errors. Entry point: {@code JsonIntakeCodec}. */
@NullMarked
package dev.pulser.contract.codec.intake;

import org.jspecify.annotations.NullMarked;
