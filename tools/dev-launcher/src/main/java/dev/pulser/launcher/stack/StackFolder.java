// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.process.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Data folder of a stack, locked while the stack runs. */
final class StackFolder implements AutoCloseable {

    private static final String LOCK = "in-use";
    private static final int MAX_TRIES = 20;

    private final Path root;
    private final boolean ephemeral;
    private final FileChannel channel;
    private final FileLock lock;

    private StackFolder(Path root, boolean ephemeral, FileChannel channel, FileLock lock) {
        this.root = root;
        this.ephemeral = ephemeral;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Locks the data folder.
     *
     * @throws LaunchException when another stack uses it, or it cannot be written
     */
    static StackFolder claim(StackOptions options) {
        var root = options.storage().data().toAbsolutePath();
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LaunchException(
                        "Another stack uses %s. Run ./pulser status to see it and ./pulser down to stop it, or choose another folder with --data DIR."
                                .formatted(root));
            }
            var folder = new StackFolder(root, options.storage().ephemeral(), channel, lock);
            if (options.storage().ephemeral()) {
                folder.deleteContents(); // of a stack that was killed
            }
            Files.createDirectories(root.resolve("logs"));
            return folder;
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot write to the data folder %s: %s. Choose another one with --data DIR."
                            .formatted(root, e.getMessage()),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path subfolder(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    StackSecrets secrets() {
        return StackSecrets.in(root.resolve("secrets.properties"));
    }

    @Override
    public void close() {
        try {
            if (ephemeral) {
                deleteContents();
                Files.deleteIfExists(root.resolve(LOCK));
                Files.deleteIfExists(root);
            }
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new LaunchException("Cannot delete %s: %s".formatted(root, e.getMessage()), e);
        }
    }

    private void deleteContents() throws IOException {
        // A process that is about to end may still write.
        for (var tries = 1; !deletedContents(); tries++) {
            if (tries == MAX_TRIES) {
                throw new IOException("a process is still writing to " + root);
            }
        }
    }

    private boolean deletedContents() throws IOException {
        try (var files = Files.walk(root)) {
            var contents = files.filter(file -> !file.equals(root) && !file.equals(root.resolve(LOCK)));
            for (var file : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
            return false;
        }
    }
}
