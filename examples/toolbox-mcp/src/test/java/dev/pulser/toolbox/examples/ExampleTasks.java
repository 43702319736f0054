// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Generator of the thousand example tasks: every type and priority, one to three calls each. The output is always the same.
 *
 * <p>Run it with the path of the file to write.
 */
public final class ExampleTasks {

    private static final int COUNT = 1_000;
    private static final int SEED = 20_260_728;
    private static final List<ExampleType> TYPES = List.of(ExampleType.values());
    private static final List<String> PRIORITIES =
            List.of("critical", "high", "medium", "medium", "medium", "low", "low");
    private static final List<String> REQUESTERS =
            List.of("user@example.com", "ana@example.com", "bo@example.com", "chen@example.com", "nightly@example.com");

    private final Random random = new Random(SEED);
    private final ExampleCalls calls = new ExampleCalls(random);

    private ExampleTasks() {}

    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0]), lines());
    }

    /** Returns one JSON object per line. */
    static List<String> lines() {
        var tasks = new ExampleTasks();
        return IntStream.range(0, COUNT)
                .mapToObj(tasks::task)
                .map(ObjectNode::toString)
                .toList();
    }

    private ObjectNode task(int number) {
        // In rotation, so that each third of the file has every type and priority.
        var type = TYPES.get(number % TYPES.size());
        var task = ToolboxJson.object()
                .put("task_type", type.wireName())
                .put("priority", PRIORITIES.get(number / TYPES.size() % PRIORITIES.size()));
        task.set("payload", payload(type));
        return task.put("requester", REQUESTERS.get(random.nextInt(REQUESTERS.size())));
    }

    private ObjectNode payload(ExampleType type) {
        Supplier<ObjectNode> call =
                () -> calls.of(type.tools().get(random.nextInt(type.tools().size())));
        var count = type == ExampleType.ORCHESTRATION ? 2 + random.nextInt(2) : 1 + random.nextInt(6) / 4;
        if (count == 1) {
            return call.get();
        }
        var payload = ToolboxJson.object();
        var list = payload.putArray("calls");
        IntStream.range(0, count).forEach(i -> list.add(call.get()));
        return payload;
    }
}
