// SPDX-License-Identifier: AGPL-3.0-only
/** Child processes: started with a log file, monitored, and stopped together with their parent. */
@NullMarked
package dev.pulser.launcher.process;

import org.jspecify.annotations.NullMarked;
