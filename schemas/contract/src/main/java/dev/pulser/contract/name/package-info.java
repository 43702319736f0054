// SPDX-License-Identifier: AGPL-3.0-only
/** Names that people choose, as types. */
@NullMarked
package dev.pulser.contract.name;

import org.jspecify.annotations.NullMarked;
