// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

/**
 * Kind of work; decides the home agent of a task.
 *
 * @param name see {@link Names}
 */
public record TaskType(String name) {

    public TaskType {
        Names.require("task type", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
