// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of faults, and processes to inject them into. */
@NullMarked
package dev.pulser.chaos.fault;

import org.jspecify.annotations.NullMarked;
