// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of a running Pulser: {@code doctor}. */
@NullMarked
package dev.pulser.cli.doctor;

import org.jspecify.annotations.NullMarked;
