// SPDX-License-Identifier: AGPL-3.0-only
/** Tools for text: Markdown, JSON and keywords. */
@NullMarked
package dev.pulser.toolbox.text;

import org.jspecify.annotations.NullMarked;
