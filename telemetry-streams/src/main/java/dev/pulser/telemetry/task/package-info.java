// SPDX-License-Identifier: AGPL-3.0-only
/** What events say about a task. */
@NullMarked
package dev.pulser.telemetry.task;

import org.jspecify.annotations.NullMarked;
