// SPDX-License-Identifier: AGPL-3.0-only
/** Conditions under which a free agent gets no task. Entry point: {@link DispatchGate}. */
@NullMarked
package dev.pulser.routing.dispatch;

import org.jspecify.annotations.NullMarked;
