// SPDX-License-Identifier: AGPL-3.0-only
/** Tool for HTTP requests to allowed hosts. */
@NullMarked
package dev.pulser.toolbox.http;

import org.jspecify.annotations.NullMarked;
