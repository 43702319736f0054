// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of fault injection with real processes. */
@NullMarked
package dev.pulser.chaos.injection;

import org.jspecify.annotations.NullMarked;
