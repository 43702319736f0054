// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

/** Policy for the first definition of a tool. Every later definition is approved by a person. */
public enum ToolApprovalPolicy {
    /** The first definition is approved automatically. */
    FIRST_SEEN,
    /** The first definition is approved by a person as well. */
    NEVER
}
