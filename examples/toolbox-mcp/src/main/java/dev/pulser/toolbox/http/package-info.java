// SPDX-License-Identifier: AGPL-3.0-only
/** A GET of an allowed host. */
@NullMarked
package dev.pulser.toolbox.http;

import org.jspecify.annotations.NullMarked;
