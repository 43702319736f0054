// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Results of the conformance suite. A check is named by its scenario and its id, separated by a blank. A check that passed in
 * one place and failed in another has failed.
 *
 * @param exceptions known failures with their reasons
 */
public record ConformanceReport(Set<String> passed, Set<String> failed, List<String> exceptions) {

    private static final Pattern FOLDER = Pattern.compile("server-(.+)-\\d{4}-\\d{2}-\\d{2}T.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    static ConformanceReport read(Path results, Path exceptions, String output) {
        assertThat(results).as(output).isDirectory();
        var passed = new TreeSet<String>();
        var failed = new TreeSet<String>();
        try (var scenarios = Files.list(results)) {
            for (var scenario : scenarios.toList()) {
                var name = FOLDER.matcher(scenario.getFileName().toString());
                assertThat(name.matches()).as(scenario.toString()).isTrue();
                for (var check : JSON.readTree(scenario.resolve("checks.json").toFile())) {
                    var id = name.group(1) + " " + check.path("id").asText();
                    switch (check.path("status").asText()) {
                        case "FAILURE" -> failed.add(id);
                        case "SUCCESS" -> passed.add(id);
                        default -> {} // what is not for this server, and advice
                    }
                }
            }
            passed.removeAll(failed);
            return new ConformanceReport(
                    passed,
                    failed,
                    Files.readAllLines(exceptions).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
