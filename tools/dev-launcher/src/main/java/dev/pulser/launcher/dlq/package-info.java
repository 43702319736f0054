// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about dead letters: {@code dlq list}, {@code show}, {@code replay}, {@code drop}. */
@NullMarked
package dev.pulser.launcher.dlq;

import org.jspecify.annotations.NullMarked;
