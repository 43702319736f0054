// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pulser.contract.text.Excerpt;

/** Path of a field as messages show it, such as {@code budget.companies.acme} or {@code backups[0]}. */
final class FieldPath {

    private static final int MAX_CHARS = 120;

    private FieldPath() {}

    /** @param pointer JSON Pointer into an agent definition */
    static String of(String pointer) {
        var path = new StringBuilder();
        for (var head = JsonPointer.compile(pointer); !head.matches(); head = head.tail()) {
            if (head.mayMatchElement() && !path.isEmpty()) {
                path.append('[').append(head.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(head.getMatchingProperty());
            }
        }
        return path.isEmpty() ? "the agent definition" : Excerpt.line(path.toString(), MAX_CHARS);
    }
}
