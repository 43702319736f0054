// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Submission of tasks. Entry points: {@link dev.pulser.ingest.submit.TaskResource} and {@link
 * dev.pulser.ingest.submit.TaskIntake}.
 */
@NullMarked
package dev.pulser.ingest.submit;

import org.jspecify.annotations.NullMarked;
