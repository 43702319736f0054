// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;

/** Task and its home agent. */
record RoutedTask(Task task, AgentName home) {}
