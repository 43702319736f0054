// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.sample;

import dev.pulser.contract.agent.AgentConnection;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.AgentRouting;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.task.TimeLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builders of test values: {@code aTask()}, {@code anAgent("alpha")}. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static final AtomicLong OFFSET = new AtomicLong();

    private Samples() {}

    /** Returns a builder of a medium documentation task, with a new id at each call. */
    public static TaskBuilder aTask() {
        return new TaskBuilder();
    }

    /** Returns a builder of an agent of kind {@code http} with capacity 1 and no task types. */
    public static AgentBuilder anAgent(String name) {
        return new AgentBuilder(new AgentName(name));
    }

    /** Returns a command of {@code maya@example.com} of the default company at noon, with a new id at each call. */
    public static Command aCommand(Command.Body body) {
        return aCommand(Company.DEFAULT, body);
    }

    /** Returns a command of {@code maya@example.com} of this company at noon, with a new id at each call. */
    public static Command aCommand(Company company, Command.Body body) {
        var id = CommandId.random(NOON, new Random(OFFSET.getAndIncrement()));
        return new Command(id, company, NOON, "maya@example.com", "no longer needed", body);
    }

    /** Builder of a task. */
    public static final class TaskBuilder {

        private TaskId id = TaskId.ofRecord(NOON, "sample", 0, OFFSET.getAndIncrement());
        private Company company = Company.DEFAULT;
        private TaskType type = new TaskType("documentation");
        private Priority priority = Priority.MEDIUM;
        private String payload = "{\"file\":\"GUIDE.md\"}";
        private @Nullable AgentName agent;
        private @Nullable String key;
        private @Nullable Instant deadline;
        private @Nullable Duration timeout;
        private Instant submittedAt = NOON;
        private @Nullable TaskId replayOf;
        private Map<String, String> labels = Map.of();

        public TaskBuilder id(TaskId value) {
            id = value;
            return this;
        }

        public TaskBuilder of(String companyName) {
            company = new Company(companyName);
            return this;
        }

        public TaskBuilder ofType(String name) {
            type = new TaskType(name);
            return this;
        }

        public TaskBuilder priority(Priority value) {
            priority = value;
            return this;
        }

        public TaskBuilder payload(String json) {
            payload = json;
            return this;
        }

        public TaskBuilder askingFor(String agentName) {
            agent = new AgentName(agentName);
            return this;
        }

        public TaskBuilder keyed(String idempotencyKey) {
            key = idempotencyKey;
            id = TaskId.ofKey(company, type, idempotencyKey);
            return this;
        }

        public TaskBuilder labeled(String name, String value) {
            var more = new HashMap<>(labels);
            more.put(name, value);
            labels = more;
            return this;
        }

        public TaskBuilder due(Instant time) {
            deadline = time;
            return this;
        }

        public TaskBuilder within(Duration limit) {
            timeout = limit;
            return this;
        }

        public TaskBuilder submittedAt(Instant time) {
            submittedAt = time;
            return this;
        }

        public TaskBuilder replayOf(TaskId failed) {
            replayOf = failed;
            return this;
        }

        public Task build() {
            var spec = new TaskSpec(
                    type, payload, agent, "user@example.com", labels, key, new TimeLimits(deadline, timeout));
            return new Task(id, company, priority, spec, submittedAt, replayOf, null);
        }
    }

    /** Builder of an agent. */
    public static final class AgentBuilder {

        private final AgentName name;
        private final Set<TaskType> types = new HashSet<>();
        private AgentKind kind = AgentKind.HTTP;
        private @Nullable URI endpoint = URI.create("http://127.0.0.1:1/agent");
        private List<String> servers = List.of();
        private int capacity = 1;
        private Duration timeout = Duration.ofMinutes(5);
        private List<AgentName> backups = List.of();
        private boolean idempotent;
        private boolean enabled = true;
        private @Nullable PayloadSchema inputSchema;
        private @Nullable String credential;
        private @Nullable URI healthUrl;
        private AgentLimits limits = AgentLimits.NONE;
        private Rates rates = Rates.FREE;
        private @Nullable Budget budget;
        private @Nullable AgentModel model;

        private AgentBuilder(AgentName name) {
            this.name = name;
        }

        public AgentBuilder homeOf(String... typeNames) {
            for (var type : typeNames) {
                types.add(new TaskType(type));
            }
            return this;
        }

        public AgentBuilder at(URI address) {
            endpoint = address;
            return this;
        }

        public AgentBuilder using(String... serverNames) {
            kind = AgentKind.MCP;
            endpoint = null;
            servers = List.of(serverNames);
            return this;
        }

        public AgentBuilder capacity(int attempts) {
            capacity = attempts;
            return this;
        }

        public AgentBuilder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        public AgentBuilder idempotent() {
            idempotent = true;
            return this;
        }

        public AgentBuilder backedUpBy(String... names) {
            backups = Stream.of(names).map(AgentName::new).toList();
            return this;
        }

        public AgentBuilder disabled() {
            enabled = false;
            return this;
        }

        /** Sets the JSON Schema of the payloads. */
        public AgentBuilder taking(String schema) {
            inputSchema = PayloadSchema.parse(schema);
            return this;
        }

        /** Sets the kind and leaves the endpoint. */
        public AgentBuilder kind(AgentKind value) {
            kind = value;
            return this;
        }

        /** Sets the environment variable of the token. */
        public AgentBuilder credential(String variable) {
            credential = variable;
            return this;
        }

        /** Sets the URL of the health check. */
        public AgentBuilder healthAt(URI address) {
            healthUrl = address;
            return this;
        }

        public AgentBuilder limited(AgentLimits most) {
            limits = most;
            return this;
        }

        public AgentBuilder costing(Rates price) {
            rates = price;
            return this;
        }

        public AgentBuilder budget(Budget most) {
            budget = most;
            return this;
        }

        /** Makes the agent one of kind {@code llm} with the tools of these servers. */
        public AgentBuilder thinkingWith(AgentModel value, String... serverNames) {
            kind = AgentKind.LLM;
            model = value;
            servers = List.of(serverNames);
            return this;
        }

        public AgentDefinition build() {
            return new AgentDefinition(
                    name,
                    new AgentProfile("tester", null, null, null),
                    new AgentRouting(types, inputSchema, backups, enabled),
                    new AgentConnection(kind, endpoint, credential, healthUrl, servers, model),
                    new AgentExecution(capacity, timeout, limits, idempotent),
                    new AgentCosts(rates, budget));
        }
    }
}
