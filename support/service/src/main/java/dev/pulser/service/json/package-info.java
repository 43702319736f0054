// SPDX-License-Identifier: AGPL-3.0-only
/** JSON values as text, validated and sliced but never rewritten. Entry point: {@link dev.pulser.service.json.Json}. */
@NullMarked
package dev.pulser.service.json;

import org.jspecify.annotations.NullMarked;
