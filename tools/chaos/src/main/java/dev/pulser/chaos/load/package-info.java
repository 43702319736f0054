// SPDX-License-Identifier: AGPL-3.0-only
/** Load: clients that submit, read, cancel and replay tasks as the seed determines. Entry point: {@code LoadGenerator}. */
@NullMarked
package dev.pulser.chaos.load;

import org.jspecify.annotations.NullMarked;
