// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * Coverage of all modules by all tests. A line counts as covered when a test of any module executes it, so that
 * end-to-end tests count for the services.
 *
 * @param root folder of the project
 */
record CoverageReport(Path root) {

    /** Depth of module folders below the project folder. */
    private static final int DEPTH = 3;

    /** Package of the classes that are generated from the schemas. */
    private static final String GENERATED = "dev/pulser/wire/";

    List<ModuleCoverage> modules() throws IOException {
        var executed = new ExecFileLoader();
        for (var file : targets("jacoco")) {
            executed.load(file.toFile());
        }
        var modules = new ArrayList<ModuleCoverage>();
        for (var classes : targets("classes")) {
            var module = measure(classes, executed);
            if (module.lines() > 0) {
                modules.add(module);
            }
        }
        return modules;
    }

    private ModuleCoverage measure(Path classes, ExecFileLoader executed) throws IOException {
        var builder = new CoverageBuilder();
        new Analyzer(executed.getExecutionDataStore(), builder).analyzeAll(classes.toFile());
        var module = new ModuleCoverage(
                root.relativize(classes.resolve("../..").normalize()).toString(), 0, 0);
        for (var each : builder.getClasses()) {
            if (!each.getName().startsWith(GENERATED)) {
                var lines = each.getLineCounter();
                module = module.plus(new ModuleCoverage("", lines.getCoveredCount(), lines.getTotalCount()));
            }
        }
        return module;
    }

    /** Returns {@code target/classes} of every module, or its {@code target/jacoco*.exec} files. */
    private List<Path> targets(String name) throws IOException {
        try (var files = Files.find(root, DEPTH + 1, (file, attributes) -> isIn(file, name))) {
            return files.sorted().toList();
        }
    }

    private static boolean isIn(Path file, String name) {
        var parent = file.getParent();
        if (parent == null || !parent.endsWith("target")) {
            return false;
        }
        var own = file.getFileName().toString();
        return name.equals("classes") ? own.equals(name) : own.startsWith(name) && own.endsWith(".exec");
    }
}
