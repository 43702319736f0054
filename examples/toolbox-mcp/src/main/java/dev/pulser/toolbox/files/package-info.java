// SPDX-License-Identifier: AGPL-3.0-only
/** Root folder, and the tools for files. */
@NullMarked
package dev.pulser.toolbox.files;

import org.jspecify.annotations.NullMarked;
