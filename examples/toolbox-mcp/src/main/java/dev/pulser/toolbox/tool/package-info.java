// SPDX-License-Identifier: AGPL-3.0-only
/** What a tool is: its description, its checked arguments, its result. */
@NullMarked
package dev.pulser.toolbox.tool;

import org.jspecify.annotations.NullMarked;
