// SPDX-License-Identifier: AGPL-3.0-only
/** What an agent asks of its payloads, as JSON Schema that cannot do harm. */
@NullMarked
package dev.pulser.contract.schema;

import org.jspecify.annotations.NullMarked;
