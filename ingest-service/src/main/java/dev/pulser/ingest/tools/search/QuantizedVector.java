// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

/** Embedding quantized to one byte per dimension, a quarter of its original size. Immutable. */
final class QuantizedVector {

    private static final int MAX = 127;

    private final byte[] parts;
    private final double length;

    private QuantizedVector(byte[] parts) {
        this.parts = parts;
        this.length = Math.sqrt(dot(parts, parts));
    }

    static QuantizedVector of(float[] exact) {
        float largest = 0;
        for (float part : exact) {
            largest = Math.max(largest, Math.abs(part));
        }
        var parts = new byte[exact.length];
        for (int i = 0; i < parts.length && largest > 0; i++) {
            parts[i] = (byte) Math.round(exact[i] / largest * MAX);
        }
        return new QuantizedVector(parts);
    }

    /** Returns the cosine similarity: 1 for equal direction, 0 for unrelated. */
    double similarity(QuantizedVector other) {
        double lengths = length * other.length;
        return lengths == 0 ? 0 : dot(parts, other.parts) / lengths;
    }

    private static int dot(byte[] one, byte[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
