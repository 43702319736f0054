// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

/** A direction in the space of meanings, in a byte for each dimension: a quarter of what it came in. Immutable. */
final class Vector {

    private static final int MAX = 127;

    private final byte[] parts;
    private final double length;

    private Vector(byte[] parts) {
        this.parts = parts;
        this.length = Math.sqrt(dot(parts, parts));
    }

    static Vector of(float[] exact) {
        float largest = 0;
        for (float part : exact) {
            largest = Math.max(largest, Math.abs(part));
        }
        var parts = new byte[exact.length];
        for (int i = 0; i < parts.length && largest > 0; i++) {
            parts[i] = (byte) Math.round(exact[i] / largest * MAX);
        }
        return new Vector(parts);
    }

    /** Cosine of the angle: 1 means the same, 0 nothing in common. */
    double similarity(Vector other) {
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
