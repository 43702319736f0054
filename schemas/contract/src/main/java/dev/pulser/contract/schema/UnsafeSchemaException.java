// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

/** Schema that is invalid, or unsafe to evaluate. The message has the code, the location and the rule. */
public final class UnsafeSchemaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final String UNSAFE = "schema-unsafe";
    private static final String INVALID = "schema-invalid";

    private final String code;
    private final String pointer;

    private UnsafeSchemaException(String code, String pointer, String reason) {
        super("%s at %s: %s".formatted(code, pointer.isEmpty() ? "the schema's root" : pointer, reason));
        this.code = code;
        this.pointer = pointer;
    }

    /** Returns the exception for a schema that refers to something outside, does not end, or costs more than its size says. */
    static UnsafeSchemaException unsafe(String pointer, String reason) {
        return new UnsafeSchemaException(UNSAFE, pointer, reason);
    }

    /** Returns the exception for a schema that JSON Schema 2020-12 does not allow. */
    static UnsafeSchemaException invalid(String pointer, String reason) {
        return new UnsafeSchemaException(INVALID, pointer, reason);
    }

    /** Returns true when the schema is invalid, false when it is valid but unsafe. */
    public boolean isInvalid() {
        return code.equals(INVALID);
    }

    /** JSON Pointer (RFC 6901) into the schema; empty for its root. */
    public String pointer() {
        return pointer;
    }
}
