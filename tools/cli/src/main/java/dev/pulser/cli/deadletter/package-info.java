// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about dead letters: {@code dead-letters list}, {@code show}, {@code replay}, {@code drop}. */
@NullMarked
package dev.pulser.cli.deadletter;

import org.jspecify.annotations.NullMarked;
