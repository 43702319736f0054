// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.docs;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the producers and consumers of each topic in {@code docs/data-flow.md} against the code. */
class DataFlowDocTest {

    private static final Path ROOT = ProjectLayout.find().root();
    private static final String ROUTING = "routing-streams";

    private static final List<String> MODULES =
            List.of("ingest-service", ROUTING, "agent-adapters", "telemetry-streams", "cli", "dev-launcher");

    /** Expressions that refer to a topic in Java: an accessor of the topic catalog, or a class that uses it. */
    private static final Map<String, List<String>> EXPRESSIONS = Map.of(
            TopicNames.ASSIGNMENTS, List.of("opics.assignments()"),
            TopicNames.OUTCOMES, List.of("opics.outcomes()"),
            TopicNames.TASK_EVENTS, List.of("opics.taskEvents()"),
            TopicNames.DEAD_LETTERS, List.of("opics.deadLetters()"),
            TopicNames.AGENT_DEFINITIONS, List.of("opics.agentDefinitions()", "AgentsFilePublisher("),
            TopicNames.COMMANDS, List.of("opics.commands()"),
            TopicNames.AGENT_STATUS, List.of("opics.agentStatus()"));

    private final Map<String, Row> rows = rows();

    @Test
    void documentsEveryTopicAndNoOther() {
        assertThat(rows.keySet())
                .isEqualTo(TopicShape.all(1, 1).stream().map(TopicShape::name).collect(toSet()));
    }

    @Test
    void documentsTheModulesThatUseEachTopic() {
        EXPRESSIONS.forEach((topic, expressions) -> assertThat(row(topic).modules())
                .as(topic)
                .isEqualTo(MODULES.stream()
                        .filter(module -> refersTo(module, expressions))
                        .collect(toSet())));
    }

    @Test
    void documentsTheModulesThatUseTheTaskTopics() {
        var users = MODULES.stream()
                .filter(module -> refersTo(module, List.of("opics.tasks(", "opics.intake(", "TopicNames.tasks(")))
                .collect(toSet());

        assertThat(TopicNames.tasks())
                .allSatisfy(topic -> assertThat(row(topic).modules()).isEqualTo(users));
    }

    @Test
    void agreesWithTheShapeOfTheRoutingTopology() throws IOException {
        var shape = Files.readString(ROOT.resolve("routing-streams/src/test/resources/routing-topology.txt"));

        assertThat(topicsOf(shape, "Source: \\S+ \\(topics: \\[([^\\]]+)\\]\\)"))
                .isEqualTo(topicsWhere(Row::consumers));
        assertThat(topicsOf(shape, "Sink: \\S+ \\(topic: ([^)]+)\\)")).isEqualTo(topicsWhere(Row::producers));
    }

    private static Set<String> topicsOf(String shape, String pattern) {
        return Pattern.compile(pattern)
                .matcher(shape)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(",\\s*")))
                .collect(toSet());
    }

    private Set<String> topicsWhere(Function<Row, Set<String>> side) {
        return rows.entrySet().stream()
                .filter(row -> side.apply(row.getValue()).contains(ROUTING))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private Row row(String topic) {
        return rows.getOrDefault(topic, new Row(Set.of(), Set.of()));
    }

    private static boolean refersTo(String module, List<String> expressions) {
        try (Stream<Path> files = Files.walk(folder(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DataFlowDocTest::text)
                    .anyMatch(text -> expressions.stream().anyMatch(text::contains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String module) {
        var tool = ROOT.resolve("tools").resolve(module);
        return Files.exists(tool) ? tool : ROOT.resolve(module);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table under "Topics": name, key, value, produced by, consumed by. */
    private static Map<String, Row> rows() {
        var rows = new TreeMap<String, Row>();
        for (var line : text(ROOT.resolve("docs/data-flow.md")).lines().toList()) {
            var cells = line.split("\\|", -1);
            if (cells.length == 7 && cells[1].strip().startsWith("`pulser.")) {
                rows.put(cells[1].strip().replace("`", ""), new Row(modules(cells[4]), modules(cells[5])));
            }
        }
        return rows;
    }

    private static Set<String> modules(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
    }

    /** Producers and consumers of one topic. */
    private record Row(Set<String> producers, Set<String> consumers) {

        Set<String> modules() {
            var all = new HashSet<>(producers);
            all.addAll(consumers);
            return all;
        }
    }
}
