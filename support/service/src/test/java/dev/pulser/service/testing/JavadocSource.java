// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Javadoc of one source file. */
record JavadocSource(String text) {

    private static final Pattern LINK = Pattern.compile("\\{@(?:link|linkplain)\\s+([^}\\s]+)(?:\\s+([^}]+))?}");

    /** Finds the source file of a type, whatever module of the repository it is in. */
    static JavadocSource of(Path root, Class<?> type) {
        var file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        try (var modules = Files.find(root, 2, (path, attributes) -> attributes.isDirectory())) {
            var source = modules.map(module -> module.resolve(file))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no source file " + file));
            return new JavadocSource(Files.readString(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first sentence of a type's Javadoc as Markdown. */
    String sentence(Class<?> type) {
        var declaration = Pattern.compile("(?:interface|record|class) " + type.getSimpleName() + "\\b");
        var paragraph = paragraph(declaration, type.getName());
        var end = Pattern.compile("\\. [A-Z]").matcher(paragraph);
        return end.find() ? paragraph.substring(0, end.start() + 1) : paragraph;
    }

    /** Returns the first paragraph of a method's Javadoc as Markdown. */
    String paragraph(Method method) {
        var group = method.getDeclaringClass();
        int begin = text.indexOf("interface " + group.getSimpleName() + " ");
        var declaration = Pattern.compile("[\\w>\\]] " + method.getName() + "\\(\\);");
        return new JavadocSource(text.substring(Math.max(0, begin)))
                .paragraph(declaration, group.getSimpleName() + "." + method.getName());
    }

    private String paragraph(Pattern declaration, String name) {
        var matcher = declaration.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no declaration of " + name);
        }
        int end = text.lastIndexOf("*/", matcher.start());
        int begin = text.lastIndexOf("/**", end);
        var between = end < 0 ? ";" : text.substring(end + 2, matcher.start());
        if (begin < 0 || between.contains(";") || between.contains("{")) {
            throw new IllegalArgumentException("no Javadoc of " + name);
        }
        return markdown(text.substring(begin + 3, end));
    }

    private static String markdown(String javadoc) {
        var plain =
                javadoc.replaceAll("(?m)^\\s*\\*", " ").replaceAll("\\s+", " ").strip();
        var words = LINK.matcher(plain.replaceAll("\\{@code ([^}]*)}", "`$1`"))
                .replaceAll(link -> link.group(2) != null
                        ? link.group(2)
                        : "`" + link.group(1).replace("#", "") + "`");
        return words.split(" ?(?:<p>|@\\w)", 2)[0];
    }
}
