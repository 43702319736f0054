// SPDX-License-Identifier: AGPL-3.0-only
/** Options that several commands share, and the confirmation that precedes a change. */
@NullMarked
package dev.pulser.cli.option;

import org.jspecify.annotations.NullMarked;
