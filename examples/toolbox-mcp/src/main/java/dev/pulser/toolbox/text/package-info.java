// SPDX-License-Identifier: AGPL-3.0-only
/** Tools that measure text: Markdown, JSON, terms. */
@NullMarked
package dev.pulser.toolbox.text;

import org.jspecify.annotations.NullMarked;
