// SPDX-License-Identifier: AGPL-3.0-only
/** The pages of docs/, held against the code. */
@NullMarked
package dev.pulser.launcher.docs;

import org.jspecify.annotations.NullMarked;
