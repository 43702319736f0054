// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

/**
 * What kind of work a task is; decides its home agent.
 *
 * @param name see {@link Names}
 */
public record TaskType(String name) {

    public TaskType {
        Names.require("a task type", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
