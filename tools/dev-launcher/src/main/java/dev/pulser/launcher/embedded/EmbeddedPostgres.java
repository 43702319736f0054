// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.process.Await;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.ProcessLog;
import dev.pulser.launcher.process.Reaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL 17 on the loopback address, with passwords, its data in a folder of the user. Runs as root too. */
public final class EmbeddedPostgres implements Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GONE_LIMIT = Duration.ofSeconds(10);

    private final int port;
    private final Path folder;
    private final Path log;
    private final Path binaries;
    private final PostgresPasswords passwords;
    private final Reaper reaper;
    private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;
    private volatile boolean begun;

    /**
     * A server that is not started yet.
     *
     * @param binaries where the programs are unpacked, once for all stacks
     */
    public EmbeddedPostgres(
            int port, Path folder, Path log, Path binaries, PostgresPasswords passwords, Reaper reaper) {
        this.port = port;
        this.folder = folder.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.binaries = binaries.toAbsolutePath();
        this.passwords = passwords;
        this.reaper = reaper;
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

    /** The account that owns Pulser's tables. */
    public PostgresAccount owner() {
        return new PostgresAccount("jdbc:postgresql://" + address(), PostgresRoles.OWNER, passwords.owner());
    }

    /** The account that no policy keeps from any row: for tests that look at everything. */
    public PostgresAccount superuser() {
        return new PostgresAccount("jdbc:postgresql://" + address(), "postgres", passwords.superuser());
    }

    /** The account of the example tools: reads, never writes. */
    public PostgresAccount toolbox() {
        return new PostgresAccount("jdbc:postgresql://" + address(), PostgresRoles.TOOLBOX, passwords.toolbox());
    }

    @Override
    public void start() {
        var output = new ProcessLog(log);
        output.prepare();
        var offset = output.length();
        begun = true;
        try {
            Files.createDirectories(folder.getParent());
            var started = withPasswordFile(this::launch);
            server = started;
            reaper.watch(pid());
            new PostgresRoles(passwords).make(started.getPostgresDatabase());
        } catch (IOException | SQLException | IllegalStateException e) {
            var lines = output.tail(15, offset);
            throw new LaunchFailure(
                    "PostgreSQL did not start (%s); its log %s ends with:\n  %s"
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
                // The projection's offsets are in the same commit: a lost last commit is read again from Kafka.
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    private <T> T withPasswordFile(Launching<T> launching) throws IOException {
        var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = Files.createTempFile("pulser", ".pw", onlyMe);
        try {
            Files.writeString(file, passwords.superuser() + "\n");
            return launching.with(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private interface Launching<T> {
        T with(Path passwordFile) throws IOException;
    }

    @Override
    public boolean ready() {
        return server != null && new PostgresGreeting(port).isAnswered();
    }

    @Override
    public void stop() {
        end(() -> {});
    }

    @Override
    public void kill() {
        postmaster().ifPresent(running -> end(running::destroyForcibly));
    }

    /** Closing what is dead already only tidies up. */
    private void end(Runnable how) {
        if (!begun) {
            return;
        }
        begun = false;
        var running = postmaster();
        how.run();
        try {
            if (server != null) {
                server.close();
            } else {
                endHalfStarted();
            }
        } catch (IOException e) {
            running.ifPresent(ProcessHandle::destroyForcibly);
        }
        server = null;
        running.ifPresent(this::awaitEnd);
    }

    /** It was interrupted while starting: initdb, pg_ctl or the server itself may be at work on the folder. */
    private void endHalfStarted() {
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
        var atWork = ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
        atWork.forEach(ProcessHandle::destroyForcibly);
        Await.until(GONE_LIMIT, () -> atWork.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void awaitEnd(ProcessHandle process) {
        if (!Await.until(GONE_LIMIT, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
        reaper.forget(process.pid());
    }

    @Override
    public long pid() {
        return postmaster()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
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
