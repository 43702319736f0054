// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads from the file of servers how they may be used. How they are reached is read elsewhere, from the same file.
 *
 * <p>Errors: what cannot be understood is an {@link IllegalArgumentException} that names the file, the server and the field.
 */
public final class TermsFile {

    private TermsFile() {}

    /** Nothing is said of any server where there is no file. */
    public static Terms read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Terms.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("%s: it is not JSON: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Terms parse(String text) throws MalformedJson {
        var servers = Json.parse(text).member("mcpServers");
        var terms = new LinkedHashMap<String, ServerTerms>();
        (servers == null ? Map.<String, Json>of() : servers.members())
                .forEach((name, server) -> terms.put(name, new TermsReader(name).read(server)));
        return new Terms(terms);
    }
}
