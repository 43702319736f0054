// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.agent.AgentConnection;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.AgentRouting;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Collectors;

/** Mapping of agent definitions. */
public final class AgentDefinitionMapper implements AvroMapper<AgentDefinition, dev.pulser.wire.AgentDefinition> {

    @Override
    public dev.pulser.wire.AgentDefinition toWire(AgentDefinition value) {
        return new dev.pulser.wire.AgentDefinition(
                value.name().value(),
                profile(value.profile()),
                routing(value.routing()),
                connection(value.connection()),
                execution(value.execution()),
                costs(value.costs()));
    }

    @Override
    public AgentDefinition fromWire(dev.pulser.wire.AgentDefinition wire) {
        return new AgentDefinition(
                new AgentName(wire.getName()),
                profile(wire.getProfile()),
                routing(wire.getRouting()),
                connection(wire.getConnection()),
                execution(wire.getExecution()),
                costs(wire.getCosts()));
    }

    private static dev.pulser.wire.AgentProfile profile(AgentProfile profile) {
        return new dev.pulser.wire.AgentProfile(
                profile.role(),
                profile.avatar(),
                profile.hoursPerWeek(),
                mapped(
                        profile.serviceLevel(),
                        level -> new dev.pulser.wire.ServiceLevel(
                                level.completionPercent(), level.response().toMillis(), level.errorPercent())));
    }

    private static AgentProfile profile(dev.pulser.wire.AgentProfile wire) {
        return new AgentProfile(
                wire.getRole(),
                wire.getAvatar(),
                wire.getHoursPerWeek(),
                mapped(
                        wire.getServiceLevel(),
                        level -> new ServiceLevel(
                                level.getCompletionPercent(),
                                Duration.ofMillis(level.getResponseMs()),
                                level.getErrorPercent())));
    }

    private static dev.pulser.wire.AgentRouting routing(AgentRouting routing) {
        return new dev.pulser.wire.AgentRouting(
                routing.taskTypes().stream().map(TaskType::name).sorted().toList(),
                mapped(routing.inputSchema(), PayloadSchema::text),
                routing.backups().stream().map(AgentName::value).toList(),
                routing.enabled());
    }

    private static AgentRouting routing(dev.pulser.wire.AgentRouting wire) {
        return new AgentRouting(
                wire.getTaskTypes().stream().map(TaskType::new).collect(Collectors.toUnmodifiableSet()),
                mapped(wire.getInputSchema(), PayloadSchema::parse),
                wire.getBackups().stream().map(AgentName::new).toList(),
                wire.getEnabled());
    }

    private static dev.pulser.wire.AgentConnection connection(AgentConnection connection) {
        return new dev.pulser.wire.AgentConnection(
                connection.kind().wireName(),
                mapped(connection.endpoint(), URI::toString),
                connection.credential(),
                mapped(connection.healthUrl(), URI::toString),
                connection.servers(),
                mapped(connection.model(), AgentDefinitionMapper::model));
    }

    private static AgentConnection connection(dev.pulser.wire.AgentConnection wire) {
        var kind = AgentKind.parse(wire.getKind())
                .orElseThrow(() -> new IllegalArgumentException(
                        "agent definition has the kind %s, which this version does not know"
                                .formatted(wire.getKind())));
        return new AgentConnection(
                kind,
                mapped(wire.getEndpoint(), URI::create),
                wire.getCredential(),
                mapped(wire.getHealthUrl(), URI::create),
                wire.getServers(),
                mapped(wire.getModel(), AgentDefinitionMapper::model));
    }

    private static dev.pulser.wire.AgentModel model(AgentModel model) {
        return new dev.pulser.wire.AgentModel(
                model.name(),
                model.prompt(),
                model.tools(),
                model.maxSteps(),
                model.maxTokens(),
                model.maxOutputTokens(),
                model.temperature());
    }

    private static AgentModel model(dev.pulser.wire.AgentModel wire) {
        return new AgentModel(
                wire.getName(),
                wire.getPrompt(),
                wire.getTools(),
                wire.getMaxSteps(),
                wire.getMaxTokens(),
                wire.getMaxOutputTokens(),
                wire.getTemperature());
    }

    private static dev.pulser.wire.AgentExecution execution(AgentExecution execution) {
        var limits = execution.limits();
        return new dev.pulser.wire.AgentExecution(
                execution.capacity(),
                execution.timeout().toMillis(),
                new dev.pulser.wire.AgentLimits(
                        limits.requestsPerMinute(),
                        limits.tokensPerMinute(),
                        limits.companyConcurrency(),
                        limits.companyRequestsPerMinute()),
                execution.idempotent());
    }

    private static AgentExecution execution(dev.pulser.wire.AgentExecution wire) {
        var limits = wire.getLimits();
        return new AgentExecution(
                wire.getCapacity(),
                Duration.ofMillis(wire.getTimeoutMs()),
                new AgentLimits(
                        limits.getRequestsPerMinute(),
                        limits.getTokensPerMinute(),
                        limits.getCompanyConcurrency(),
                        limits.getCompanyRequestsPerMinute()),
                wire.getIdempotent());
    }

    private static dev.pulser.wire.AgentCosts costs(AgentCosts costs) {
        var rates = costs.rates();
        return new dev.pulser.wire.AgentCosts(
                new dev.pulser.wire.Rates(
                        rates.inputMicrosPerMillion(), rates.outputMicrosPerMillion(), rates.attemptMicros()),
                mapped(costs.budget(), AgentDefinitionMapper::budget));
    }

    private static AgentCosts costs(dev.pulser.wire.AgentCosts wire) {
        var rates = wire.getRates();
        return new AgentCosts(
                new Rates(
                        rates.getInputMicrosPerMillion(), rates.getOutputMicrosPerMillion(), rates.getAttemptMicros()),
                mapped(wire.getBudget(), AgentDefinitionMapper::budget));
    }

    private static dev.pulser.wire.Budget budget(Budget budget) {
        var companies = new HashMap<String, Long>();
        budget.companies().forEach((company, micros) -> companies.put(company.name(), micros));
        return new dev.pulser.wire.Budget(
                budget.period().wireName(),
                budget.attemptMicros(),
                budget.agentMicros(),
                budget.companyMicros(),
                companies);
    }

    private static Budget budget(dev.pulser.wire.Budget wire) {
        var companies = new HashMap<Company, Long>();
        wire.getCompanies().forEach((company, micros) -> companies.put(new Company(company), micros));
        var period = Budget.Period.parse(wire.getPeriod())
                .orElseThrow(() -> new IllegalArgumentException(
                        "budget has the period %s, which this version does not know".formatted(wire.getPeriod())));
        return new Budget(period, wire.getAttemptMicros(), wire.getAgentMicros(), wire.getCompanyMicros(), companies);
    }
}
