// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

/** A schema that is not taken. The message is one sentence with the code, the place and the way out. */
public final class SchemaRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final String UNSAFE = "schema-unsafe";
    private static final String INVALID = "schema-invalid";

    private final String code;
    private final String pointer;

    private SchemaRefused(String code, String pointer, String reason) {
        super("%s at %s: %s".formatted(code, pointer.isEmpty() ? "the schema's root" : pointer, reason));
        this.code = code;
        this.pointer = pointer;
    }

    /** It could fetch something, run for ever, or cost far more than its size says. */
    static SchemaRefused unsafe(String pointer, String reason) {
        return new SchemaRefused(UNSAFE, pointer, reason);
    }

    /** It is no schema of JSON Schema 2020-12. */
    static SchemaRefused invalid(String pointer, String reason) {
        return new SchemaRefused(INVALID, pointer, reason);
    }

    /** Whether it is no schema at all, rather than one that is too much to work with. */
    public boolean isInvalid() {
        return code.equals(INVALID);
    }

    /** JSON Pointer (RFC 6901) into the schema; empty for its root. */
    public String pointer() {
        return pointer;
    }
}
