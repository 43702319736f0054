// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Block of IP addresses in CIDR notation, such as {@code 10.0.0.0/8}.
 *
 * @param prefix length of the common prefix, in bits
 */
record AddressBlock(InetAddress base, int prefix) {

    /** @param text address, optionally followed by {@code /} and the length of the prefix */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        try {
            var base = InetAddress.ofLiteral(address);
            int bits = base.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException(
                        "%s: the length of the prefix must be from 0 to %d".formatted(text, bits));
            }
            return new AddressBlock(base, prefix);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is not a block of addresses such as 10.0.0.0/8".formatted(text), e);
        }
    }

    boolean contains(InetAddress address) {
        var left = base.getAddress();
        var right = address.getAddress();
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        if (left.length != right.length || !Arrays.equals(left, 0, whole, right, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return rest == 0 || (left[whole] & mask) == (right[whole] & mask);
    }

    /** Returns the IPv4 address that an IPv6 address embeds (mapped, NAT64, 6to4), or {@code address} itself. */
    static InetAddress embedded(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        boolean mapped = Arrays.equals(bytes, 0, 10, new byte[10], 0, 10) && bytes[10] == -1 && bytes[11] == -1;
        if (mapped || startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B)) {
            return ipv4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return startsWith(bytes, 0x20, 0x02) ? ipv4(Arrays.copyOfRange(bytes, 2, 6)) : address;
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes must be an IPv4 address", e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
