// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All tools, in the order in which they are listed. */
@Singleton
public final class Tools {

    private final Map<String, Tool> byName = new LinkedHashMap<>();
    private final String definitions;

    @Inject
    Tools(TaskTools tasks, AgentTools agents, LetterTools letters) {
        add("submit_task", tasks::submit);
        add("get_task", tasks::get);
        add("wait_for_task", tasks::await);
        add("cancel_task", tasks::cancel);
        add("list_tasks", tasks::list);
        add("list_agents", agents::list);
        add("list_queues", agents::queues);
        add("list_dead_letters", letters::list);
        add("replay_dead_letter", letters::replay);
        var all = JsonNodeFactory.instance.arrayNode();
        byName.keySet().forEach(name -> all.add(ToolDefinition.of(name)));
        definitions = all.toString();
    }

    private void add(String name, Doing doing) {
        byName.put(name, new Tool(name, doing));
    }

    /** What a tool does. */
    public interface Doing {

        /**
         * Answers what REST would answer as JSON.
         *
         * @throws dev.pulser.ingest.problem.ProblemException where REST would answer with that problem
         */
        Object with(ToolCall call) throws InterruptedException;
    }

    /** A tool. */
    public record Tool(String name, Doing doing) {}

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** The JSON array of {@code tools/list}. */
    public String definitions() {
        return definitions;
    }
}
