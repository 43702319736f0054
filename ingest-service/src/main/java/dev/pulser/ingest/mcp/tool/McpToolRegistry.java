// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registry of all MCP tools, in listing order. */
@Singleton
public final class McpToolRegistry {

    private final Map<String, Tool> byName = new LinkedHashMap<>();
    private final String definitions;

    @Inject
    McpToolRegistry(McpTaskTools tasks, McpAgentTools agents, McpDeadLetterTools deadLetters) {
        add("submit_task", tasks::submit);
        add("get_task", tasks::get);
        add("wait_for_task", tasks::await);
        add("cancel_task", tasks::cancel);
        add("list_tasks", tasks::list);
        add("list_agents", agents::list);
        add("list_queues", agents::queues);
        add("list_dead_letters", deadLetters::list);
        add("replay_dead_letter", deadLetters::replay);
        var all = JsonNodeFactory.instance.arrayNode();
        byName.keySet().forEach(name -> all.add(McpToolDefinition.of(name)));
        definitions = all.toString();
    }

    private void add(String name, Action action) {
        byName.put(name, new Tool(name, action));
    }

    /** Implementation of a tool. */
    public interface Action {

        /**
         * Executes the call and returns the response body of the equivalent REST request.
         *
         * @throws dev.pulser.ingest.problem.ProblemException if the equivalent REST request fails with that problem
         */
        Object apply(McpToolCall call) throws InterruptedException;
    }

    /** Registered tool. */
    public record Tool(String name, Action action) {}

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** Returns the JSON array for {@code tools/list}. */
    public String definitions() {
        return definitions;
    }
}
