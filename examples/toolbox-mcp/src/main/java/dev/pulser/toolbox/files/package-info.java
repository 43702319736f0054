// SPDX-License-Identifier: AGPL-3.0-only
/** The one folder the tools may read, and the tools that show it. */
@NullMarked
package dev.pulser.toolbox.files;

import org.jspecify.annotations.NullMarked;
