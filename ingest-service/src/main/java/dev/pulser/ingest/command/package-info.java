// SPDX-License-Identifier: AGPL-3.0-only
/** What people ask of the lanes, on its way to Kafka. */
@NullMarked
package dev.pulser.ingest.command;

import org.jspecify.annotations.NullMarked;
