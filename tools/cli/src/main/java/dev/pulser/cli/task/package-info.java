// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about tasks: {@code submit}, {@code get}, {@code list}, {@code cancel}. */
@NullMarked
package dev.pulser.cli.task;

import org.jspecify.annotations.NullMarked;
