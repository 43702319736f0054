// SPDX-License-Identifier: AGPL-3.0-only
/** Every topic: its name, its form, its shape on the broker. */
@NullMarked
package dev.pulser.contract.topic;

import org.jspecify.annotations.NullMarked;
