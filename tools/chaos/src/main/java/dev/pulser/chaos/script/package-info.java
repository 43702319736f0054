// SPDX-License-Identifier: AGPL-3.0-only
/** What an agent does at each attempt of a task, written into the task's payload. */
@NullMarked
package dev.pulser.chaos.script;

import org.jspecify.annotations.NullMarked;
