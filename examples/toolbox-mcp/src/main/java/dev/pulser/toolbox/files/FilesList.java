// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Tool that lists a folder, without subfolders. */
public final class FilesList implements Tool {

    private static final int MAX_ENTRIES = 1_000;
    private static final Parameter.TextParameter PATH =
            Parameter.optional("path", "Folder to list, relative to the root folder; the root folder by default.");

    private final Folder folder;

    public FilesList(Folder folder) {
        this.folder = folder;
    }

    /** Entries by name, {@code truncated} when there are more than {@value #MAX_ENTRIES}. */
    record Listing(String path, List<Entry> entries, boolean truncated) {}

    /**
     * @param kind     {@code file}, {@code folder}, {@code link} or {@code other}
     * @param modified ISO 8601, UTC
     */
    record Entry(String name, String kind, long bytes, String modified) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "files_list",
                "List files",
                "Lists the files and folders in a folder with kind, size and time of modification.",
                List.of(PATH),
                Listing.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        var path = arguments.find(PATH).orElse(".");
        return folder.with(
                path,
                found -> Files.isDirectory(found)
                        ? new ToolResult.Success(list(path, found))
                        : new ToolResult.Failure("path %s is not a folder.".formatted(path)));
    }

    private static Listing list(String path, Path folder) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var children = Files.list(folder)) {
            for (var child : children.sorted().limit(MAX_ENTRIES + 1L).toList()) {
                entries.add(entry(child));
            }
        }
        var truncated = entries.size() > MAX_ENTRIES;
        return new Listing(path, truncated ? entries.subList(0, MAX_ENTRIES) : entries, truncated);
    }

    private static Entry entry(Path child) throws IOException {
        var attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Entry(
                child.getFileName().toString(),
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant().toString());
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return "file";
        }
        if (attributes.isDirectory()) {
            return "folder";
        }
        return attributes.isSymbolicLink() ? "link" : "other";
    }
}
