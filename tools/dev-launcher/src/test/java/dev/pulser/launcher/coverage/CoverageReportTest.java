// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataWriter;
import org.jacoco.core.internal.data.CRC64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageReportTest {

    private static final String SAMPLE = "dev/pulser/launcher/coverage/ModuleCoverage";

    @TempDir
    Path root;

    @Test
    void countsUnexecutedLinesAsUncovered() throws IOException {
        module("alpha");

        assertThat(new CoverageReport(root).modules()).singleElement().satisfies(alpha -> {
            assertThat(alpha.module()).isEqualTo("alpha");
            assertThat(alpha.lines()).isPositive();
            assertThat(alpha.covered()).isZero();
            assertThat(alpha.percent()).isZero();
        });
    }

    @Test
    void countsALineExecutedByATestOfAnotherModule() throws IOException {
        var bytes = module("nested/alpha");
        Files.createDirectories(root.resolve("tests/target"));
        writeFullCoverage(root.resolve("tests/target/jacoco-alpha.exec"), bytes);

        assertThat(new CoverageReport(root).modules()).singleElement().satisfies(alpha -> {
            assertThat(alpha.module()).isEqualTo("nested/alpha");
            assertThat(alpha.percent()).isEqualTo(100);
        });
    }

    @Test
    void addsModules() {
        var sum = new ModuleCoverage("all", 0, 0)
                .plus(new ModuleCoverage("a", 1, 4))
                .plus(new ModuleCoverage("b", 2, 2));

        assertThat(sum).isEqualTo(new ModuleCoverage("all", 3, 6));
        assertThat(sum.percent()).isEqualTo(50);
    }

    private byte[] module(String name) throws IOException {
        var file = root.resolve(name).resolve("target/classes").resolve(SAMPLE + ".class");
        var bytes = Files.readAllBytes(Path.of("target/classes").resolve(SAMPLE + ".class"));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return bytes;
    }

    private static void writeFullCoverage(Path file, byte[] classFile) throws IOException {
        var probes = new boolean[probesOf(classFile)];
        Arrays.fill(probes, true);
        try (var out = Files.newOutputStream(file)) {
            var writer = new ExecutionDataWriter(out);
            writer.visitClassExecution(new ExecutionData(CRC64.classId(classFile), SAMPLE, probes));
            writer.flush();
        }
    }

    private static int probesOf(byte[] classFile) {
        var counter = new ProbeCount();
        new org.objectweb.asm.ClassReader(classFile)
                .accept(
                        new org.jacoco.core.internal.flow.ClassProbesAdapter(counter, false),
                        org.objectweb.asm.ClassReader.SKIP_DEBUG);
        return counter.total;
    }

    private static final class ProbeCount extends org.jacoco.core.internal.flow.ClassProbesVisitor {

        private int total;

        @Override
        public org.jacoco.core.internal.flow.MethodProbesVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new org.jacoco.core.internal.flow.MethodProbesVisitor() {};
        }

        @Override
        public void visitTotalProbeCount(int count) {
            total = count;
        }
    }
}
