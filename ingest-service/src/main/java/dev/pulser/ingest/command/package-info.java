// SPDX-License-Identifier: AGPL-3.0-only
/** Commands to the lanes, with requester and reason, and their way to Kafka. */
@NullMarked
package dev.pulser.ingest.command;

import org.jspecify.annotations.NullMarked;
