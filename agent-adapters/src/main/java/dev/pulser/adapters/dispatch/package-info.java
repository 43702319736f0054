// SPDX-License-Identifier: AGPL-3.0-only
/** From an assignment to its outcome: consumer, attempts, beats, publisher. */
@NullMarked
package dev.pulser.adapters.dispatch;

import org.jspecify.annotations.NullMarked;
