// SPDX-License-Identifier: AGPL-3.0-only
/** Text from outside, made safe for logs and messages. */
@NullMarked
package dev.pulser.contract.text;

import org.jspecify.annotations.NullMarked;
