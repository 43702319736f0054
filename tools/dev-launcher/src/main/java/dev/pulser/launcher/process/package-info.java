// SPDX-License-Identifier: AGPL-3.0-only
/** Child processes: started with a log, watched, ended with their parent. */
@NullMarked
package dev.pulser.launcher.process;

import org.jspecify.annotations.NullMarked;
