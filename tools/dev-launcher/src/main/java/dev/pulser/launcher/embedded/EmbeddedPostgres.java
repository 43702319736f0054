// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.ProcessLog;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 17 server on the loopback address, with passwords, and its data in a folder of the user. Runs as root too.
 */
public final class EmbeddedPostgres implements StackComponent {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final int port;
    private final Path folder;
    private final Path log;
    private final Path binaries;
    private final PostgresPasswords passwords;
    private final ProcessWatchdog watchdog;
    private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;
    private volatile boolean startAttempted;

    /**
     * Creates a server that is not started yet.
     *
     * @param binaries folder for the unpacked programs, shared by all stacks
     */
    public EmbeddedPostgres(
            int port, Path folder, Path log, Path binaries, PostgresPasswords passwords, ProcessWatchdog watchdog) {
        this.port = port;
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.binaries = binaries.toAbsolutePath();
        this.passwords = passwords;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String address() {
        return "%s:%d/%s".formatted(HOST, port, PostgresRoles.DATABASE);
    }

    @Override
    public Path log() {
        return log;
    }

    /** Returns the account that owns Pulser's tables. */
    public PostgresAccount owner() {
        return new PostgresAccount("jdbc:postgresql://" + address(), PostgresRoles.OWNER, passwords.owner());
    }

    /** Returns the account that bypasses row-level security, for tests that inspect all rows. */
    public PostgresAccount superuser() {
        return new PostgresAccount("jdbc:postgresql://" + address(), "postgres", passwords.superuser());
    }

    /** Returns the read-only account of the example tools. */
    public PostgresAccount toolbox() {
        return new PostgresAccount("jdbc:postgresql://" + address(), PostgresRoles.TOOLBOX, passwords.toolbox());
    }

    @Override
    public void start() {
        var output = new ProcessLog(log);
        output.prepare();
        var offset = output.length();
        startAttempted = true;
        try {
            Files.createDirectories(folder.getParent());
            var started = withPasswordFile(this::launch);
            server = started;
            watchdog.watch(pid());
            new PostgresRoles(passwords).create(started.getPostgresDatabase());
        } catch (IOException | SQLException | IllegalStateException e) {
            var lines = output.tail(15, offset);
            throw new LaunchException(
                    "PostgreSQL did not start: %s. Last lines of its log %s:\n  %s"
                            .formatted(e.getMessage(), log, String.join("\n  ", lines)),
                    e);
        }
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(Path passwordFile) throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", passwords.superuser())
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("wal_buffers", "2MB")
                .setServerConfig("max_wal_size", "512MB")
                .setServerConfig("jit", "off")
                .setServerConfig("fsync", "on")
                // The projection's offsets are in the same commit: after a lost commit the records are read again from
                // Kafka.
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    private <T> T withPasswordFile(Launch<T> launch) throws IOException {
        var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = Files.createTempFile("pulser", ".pw", onlyMe);
        try {
            Files.writeString(file, passwords.superuser() + "\n");
            return launch.with(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private interface Launch<T> {
        T with(Path passwordFile) throws IOException;
    }

    @Override
    public boolean ready() {
        return server != null && new PostgresProbe(port).responds();
    }

    @Override
    public void stop() {
        close(() -> {});
    }

    @Override
    public void kill() {
        postmaster().ifPresent(running -> close(running::destroyForcibly));
    }

    /** Closes the server; for one that is dead this only cleans up. */
    private void close(Runnable beforeClose) {
        if (!startAttempted) {
            return;
        }
        startAttempted = false;
        var running = postmaster();
        beforeClose.run();
        try {
            if (server != null) {
                server.close();
            } else {
                killIncompleteStart();
            }
        } catch (IOException e) {
            running.ifPresent(ProcessHandle::destroyForcibly);
        }
        server = null;
        running.ifPresent(this::awaitEnd);
    }

    /** Stops a start that was interrupted: initdb, pg_ctl or the server may still use the folder. */
    private void killIncompleteStart() {
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
        var atWork = ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
        atWork.forEach(ProcessHandle::destroyForcibly);
        ConditionPolling.until(END_LIMIT, () -> atWork.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void awaitEnd(ProcessHandle process) {
        if (!ConditionPolling.until(END_LIMIT, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
        watchdog.forget(process.pid());
    }

    @Override
    public long pid() {
        return postmaster()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            var pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
