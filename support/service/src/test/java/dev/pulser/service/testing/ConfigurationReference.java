// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generated reference of a service's configuration: a section of {@code docs/configuration.md} with a table for each
 * {@link ConfigMapping}. The text comes from the Javadoc in the source files.
 *
 * <pre>{@code
 * @Test
 * void documentsEveryKey() {
 *     ConfigurationReference.of("ingest-service", "dev.pulser.ingest", KafkaConfig.class, TopicsConfig.class).verify();
 * }
 * }</pre>
 */
public final class ConfigurationReference {

    private static final Path ROOT = repository();

    private final String service;
    private final List<Class<?>> mappings;

    private ConfigurationReference(String service, List<Class<?>> mappings) {
        this.service = service;
        this.mappings = mappings;
    }

    /**
     * Returns the reference of one service.
     *
     * @param service      name of the module, and of the section's markers in the document
     * @param packageName  root package of the service; every mapping below it is part of the reference
     * @param shared       mappings of {@code dev.pulser.service.config} that the service reads
     */
    public static ConfigurationReference of(String service, String packageName, Class<?>... shared) {
        var own = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packageName).stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(type -> type.reflect());
        return new ConfigurationReference(
                service,
                Stream.concat(Stream.of(shared), own)
                        .sorted(Comparator.comparing((Class<?> type) -> prefix(type))
                                .thenComparing(Class::getName))
                        .toList());
    }

    /**
     * Compares the section of {@code docs/configuration.md} with the mappings. With {@code -Dupdate.docs=true} it
     * rewrites the section first.
     */
    public void verify() {
        try {
            var document = ROOT.resolve("docs/configuration.md");
            var text = Files.readString(document);
            var expected = markdown();
            if (Boolean.getBoolean("update.docs")) {
                text = replaceSection(text, expected);
                Files.writeString(document, text);
            }
            assertThat(section(text))
                    .as("section %s of docs/configuration.md; rewrite it with -Dupdate.docs=true", service)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the section as Markdown. */
    public String markdown() {
        var text = new StringBuilder("\n");
        var byPrefix = new ArrayList<String>();
        for (var mapping : mappings) {
            var source = JavadocSource.of(ROOT, mapping);
            var prefix = prefix(mapping);
            if (!byPrefix.contains(prefix)) {
                byPrefix.add(prefix);
                text.append("### `").append(prefix).append(".*`\n\n");
                text.append(source.sentence(mapping).replace(", `" + prefix + ".*`", ""))
                        .append("\n\n");
                text.append("| Key | Type | Default | Description |\n|---|---|---|---|\n");
            } else {
                text.setLength(text.length() - 1);
            }
            new ConfigurationKeys(source)
                    .of(mapping)
                    .forEach(key -> text.append(key.row()).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static String prefix(Class<?> mapping) {
        var annotation = mapping.getAnnotation(ConfigMapping.class);
        if (annotation == null) {
            throw new IllegalArgumentException(mapping + " is not a @ConfigMapping");
        }
        return annotation.prefix();
    }

    private String begin() {
        return "<!-- %s: generated -->\n".formatted(service);
    }

    private String end() {
        return "<!-- %s: end -->".formatted(service);
    }

    private String section(String text) {
        return text.substring(beginOf(text), endOf(text));
    }

    private String replaceSection(String text, String section) {
        return text.substring(0, beginOf(text)) + section + text.substring(endOf(text));
    }

    private int beginOf(String text) {
        int begin = text.indexOf(begin());
        assertThat(begin).as("docs/configuration.md has a line %s", begin()).isNotNegative();
        return begin + begin().length();
    }

    private int endOf(String text) {
        int end = text.indexOf(end());
        assertThat(end).as("docs/configuration.md has a line %s", end()).isNotNegative();
        return end;
    }

    private static Path repository() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("pulser"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
