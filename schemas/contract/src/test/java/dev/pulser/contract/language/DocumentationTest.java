// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of documentation: links resolve, and lines of prose are short. */
class DocumentationTest {

    private static final Path ROOT = Project.root();
    private static final int MAX_LINE = 120;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.matches("[a-z]+:.*"))
                    .filter(target -> !exists(page, target))
                    .forEach(target -> broken.add("%s links to %s".formatted(ROOT.relativize(page), target)));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void linesOfProseAreShort() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var page : pages()) {
            var lines = Files.readAllLines(page);
            var code = false;
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                code ^= line.startsWith("```");
                if (!code
                        && line.length() > MAX_LINE
                        && !line.startsWith("|")
                        && !line.startsWith(">")
                        && !line.contains("](")) {
                    tooLong.add("%s:%d has %d characters".formatted(ROOT.relativize(page), i + 1, line.length()));
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    private static boolean exists(Path page, String target) {
        var parts = target.split("#", 2);
        var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
    }

    private static List<String> headings(Path page) {
        try {
            return Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("#+ ", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "node_modules", ".git", "workspace")
                            .noneMatch(folder -> file.toString().contains("/" + folder + "/")))
                    .collect(Collectors.toList());
        }
    }
}
