// SPDX-License-Identifier: AGPL-3.0-only
/** Error responses (RFC 9457). Entry point: {@link dev.pulser.ingest.problem.ProblemType}. */
@NullMarked
package dev.pulser.ingest.problem;

import org.jspecify.annotations.NullMarked;
