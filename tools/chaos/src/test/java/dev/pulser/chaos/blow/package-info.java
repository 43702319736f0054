// SPDX-License-Identifier: AGPL-3.0-only
/** Each way of doing harm, done to real processes. */
@NullMarked
package dev.pulser.chaos.blow;

import org.jspecify.annotations.NullMarked;
