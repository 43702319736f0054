// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox;

import static java.util.Objects.requireNonNull;

import dev.pulser.toolbox.http.AllowedHosts;
import dev.pulser.toolbox.sql.DatabaseAccess;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the toolbox, from environment variables. Read once at the start.
 *
 * @param files    root folder of all paths, {@code TOOLBOX_FILES}; the working folder by default
 * @param database {@code TOOLBOX_DATABASE_URL}, {@code _USER}, {@code _PASSWORD}; null when not set
 * @param kafka    bootstrap servers, {@code TOOLBOX_KAFKA}; null when not set
 * @param allowed  hosts for HTTP, {@code TOOLBOX_HTTP_ALLOW}
 */
record ToolboxSettings(
        Path files,
        @Nullable DatabaseAccess database,
        @Nullable String kafka,
        AllowedHosts allowed) {

    ToolboxSettings {
        requireNonNull(files, "files");
        requireNonNull(allowed, "allowed");
    }

    /**
     * Reads the settings. A blank value counts as not set.
     *
     * @throws IllegalArgumentException when a value is invalid; the message names the variable
     */
    static ToolboxSettings from(Map<String, String> environment) {
        var files = environment.getOrDefault("TOOLBOX_FILES", "");
        return new ToolboxSettings(
                Path.of(files.isBlank() ? "." : files),
                database(environment),
                given(environment, "TOOLBOX_KAFKA"),
                AllowedHosts.parse(environment.get("TOOLBOX_HTTP_ALLOW")));
    }

    private static @Nullable DatabaseAccess database(Map<String, String> environment) {
        var url = given(environment, "TOOLBOX_DATABASE_URL");
        return url == null
                ? null
                : new DatabaseAccess(
                        url,
                        environment.getOrDefault("TOOLBOX_DATABASE_USER", ""),
                        environment.getOrDefault("TOOLBOX_DATABASE_PASSWORD", ""));
    }

    private static @Nullable String given(Map<String, String> environment, String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
