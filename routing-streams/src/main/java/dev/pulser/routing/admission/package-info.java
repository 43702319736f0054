// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Admission of submitted records: validation, forwarding and deduplication. Entry point: {@link AdmissionProcessor}.
 */
@NullMarked
package dev.pulser.routing.admission;

import org.jspecify.annotations.NullMarked;
