// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accepted media types of request bodies. */
final class MediaTypes {

    private MediaTypes() {}

    /** Returns true for JSON in UTF-8. */
    static boolean isJson(@Nullable String contentType) {
        return isUtf8Of("application/json", contentType);
    }

    /** Returns true for a JSON Merge Patch (RFC 7396) in UTF-8. */
    static boolean isMergePatch(@Nullable String contentType) {
        return isUtf8Of("application/merge-patch+json", contentType);
    }

    private static boolean isUtf8Of(String type, @Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals(type)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    /** Returns true when the body is not encoded. */
    static boolean isPlain(@Nullable String contentEncoding) {
        return contentEncoding == null || contentEncoding.strip().equalsIgnoreCase("identity");
    }
}
