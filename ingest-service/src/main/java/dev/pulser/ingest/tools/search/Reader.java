// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

/** Understands sentences. Safe from any thread. */
interface Reader {

    /** The direction of what {@code text} means. Blocks for some milliseconds. */
    Vector read(String text);
}
