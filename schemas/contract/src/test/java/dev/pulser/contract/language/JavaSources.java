// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.language;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Types and Javadoc of Java source files, read with the compiler's own parser. */
final class JavaSources {

    private JavaSources() {}

    /**
     * A type as written.
     *
     * @param outer      name of the enclosing type; null for a top-level type
     * @param supertype  simple name of the extended class; null if there is none
     * @param components number of record components; 0 for other types
     */
    record SourceType(
            Path file,
            String packageName,
            String name,
            @Nullable String outer,
            @Nullable String supertype,
            int components) {}

    /** Javadoc comment: its location and first word. */
    record Javadoc(Path file, String element, String firstWord) {}

    /** Types and comments of a set of files. */
    record Sources(List<SourceType> types, List<Javadoc> javadocs) {}

    /** Reads every file of the main source folders below {@code root}. */
    static Sources below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return read(files.filter(JavaSources::isMainSource).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMainSource(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.contains("/src/main/java/") && path.endsWith(".java") && !path.contains("/target/");
    }

    /** Reads these files. */
    static Sources read(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var types = new ArrayList<SourceType>();
        var javadocs = new ArrayList<Javadoc>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("--release", "25", "-proc:none");
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Scanner(unit, trees, types, javadocs).scan(new TreePath(unit), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sources(List.copyOf(types), List.copyOf(javadocs));
    }

    private static final class Scanner extends TreePathScanner<Void, @Nullable String> {

        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final List<SourceType> types;
        private final List<Javadoc> javadocs;
        private final Path file;

        Scanner(CompilationUnitTree unit, DocTrees trees, List<SourceType> types, List<Javadoc> javadocs) {
            this.unit = unit;
            this.trees = trees;
            this.types = types;
            this.javadocs = javadocs;
            this.file = Path.of(unit.getSourceFile().toUri());
        }

        @Override
        public @Nullable Void visitPackage(com.sun.source.tree.PackageTree tree, @Nullable String outer) {
            note("package " + tree.getPackageName());
            return super.visitPackage(tree, outer);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable String outer) {
            var name = tree.getSimpleName().toString();
            if (name.isEmpty()) {
                return super.visitClass(tree, outer);
            }
            var supertype = tree.getExtendsClause();
            types.add(new SourceType(
                    file,
                    String.valueOf(unit.getPackageName()),
                    name,
                    outer,
                    supertype == null ? null : supertype.toString(),
                    tree.getKind() == Tree.Kind.RECORD ? components(tree) : 0));
            note(name);
            return super.visitClass(tree, name);
        }

        private static int components(ClassTree tree) {
            return (int) tree.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable String outer) {
            note(outer + "." + tree.getName());
            return super.visitMethod(tree, outer);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable String outer) {
            note(outer + "." + tree.getName());
            return super.visitVariable(tree, outer);
        }

        private void note(String element) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null && !comment.getFirstSentence().isEmpty()) {
                javadocs.add(new Javadoc(file, element, firstWord(comment)));
            }
        }

        private static String firstWord(DocCommentTree comment) {
            var text = comment.getFirstSentence()
                    .toString()
                    .replaceAll("\\{@\\w+\\s+", "")
                    .strip();
            return text.split("[^\\p{L}\\p{N}_-]+", 2)[0];
        }
    }
}
