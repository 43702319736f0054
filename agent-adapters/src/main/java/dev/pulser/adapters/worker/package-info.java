// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Agents of kind {@code kafka}: programs in any language that read assignments from one topic and write outcomes to
 * another. Entry point: {@link dev.pulser.adapters.worker.WorkerAdapter}.
 */
@NullMarked
package dev.pulser.adapters.worker;

import org.jspecify.annotations.NullMarked;
