// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

/** Who approves the first definition of a tool. Every later one is approved by a person. */
public enum ApproveTools {
    /** Nobody has to: it is approved because nobody has seen another. */
    FIRST_SEEN,
    /** A person, as every later one. */
    NEVER
}
