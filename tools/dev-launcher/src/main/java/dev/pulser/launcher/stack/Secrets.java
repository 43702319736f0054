// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresPasswords;
import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The passwords and keys of one stack: random, made once, kept with its data in a file that only its user may read. */
final class Secrets {

    private static final String SUPERUSER = "postgres.superuser.password";
    private static final String OWNER = "postgres.owner.password";
    private static final String READER = "postgres.reader.password";
    private static final String TOOLBOX = "postgres.toolbox.password";
    private static final String CONTEXT_KEY = "context.key";

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /** Reads the file; makes it, or what is missing in it, first. */
    static Secrets in(Path file) {
        try {
            var values = read(file);
            if (complete(values, new SecureRandom())) {
                write(file, values);
            }
            return new Secrets(values);
        } catch (IOException e) {
            throw new LaunchFailure("cannot keep the stack's secrets in %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** For what needs no secret: all of them are empty. */
    static Secrets none() {
        return new Secrets(new Properties());
    }

    private static Properties read(Path file) throws IOException {
        var values = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                values.load(in);
            }
        }
        return values;
    }

    private static boolean complete(Properties values, SecureRandom random) {
        var changed = false;
        for (var name : List.of(SUPERUSER, OWNER, READER, TOOLBOX, CONTEXT_KEY)) {
            if (values.getProperty(name, "").isBlank()) {
                var bytes = new byte[32];
                random.nextBytes(bytes);
                values.setProperty(name, HexFormat.of().formatHex(bytes));
                changed = true;
            }
        }
        return changed;
    }

    private static void write(Path file, Properties values) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var out = Files.newBufferedWriter(file)) {
            values.store(out, "Made by ./pulser up; belongs to the data beside it");
        }
    }

    PostgresPasswords postgres() {
        return new PostgresPasswords(value(SUPERUSER), value(OWNER), value(TOOLBOX));
    }

    /** Password of the role {@code pulser_ingest}. */
    String reader() {
        return value(READER);
    }

    /** HMAC key of the signed company context. */
    String contextKey() {
        return value(CONTEXT_KEY);
    }

    private String value(String name) {
        return values.getProperty(name, "");
    }
}
