// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

/** Policy for the first definition of a tool. Every later definition must be approved by an operator. */
public enum ToolApprovalPolicy {
    /** The first definition is approved automatically. */
    FIRST_SEEN,
    /** The first definition must be approved by an operator as well. */
    NEVER
}
