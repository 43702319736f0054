// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.routing.LaneEntry;

/** First task of a queue. */
public record QueueHead(QueuePosition position, LaneEntry entry) {}
