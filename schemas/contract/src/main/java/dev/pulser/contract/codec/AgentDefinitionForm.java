// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.Budget;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An agent, as configuration. */
final class AgentDefinitionForm implements Form<AgentDefinition, dev.pulser.wire.AgentDefinition> {

    @Override
    public dev.pulser.wire.AgentDefinition toWire(AgentDefinition value) {
        return new dev.pulser.wire.AgentDefinition(
                value.name().value(),
                value.role(),
                value.kind().wireName(),
                value.taskTypes().stream().map(TaskType::name).sorted().toList(),
                value.capacity(),
                value.timeout().toMillis(),
                mapped(value.endpoint(), URI::toString),
                value.servers(),
                value.backups().stream().map(AgentName::value).toList(),
                value.idempotent(),
                value.hoursPerWeek(),
                mapped(
                        value.serviceLevel(),
                        level -> new dev.pulser.wire.ServiceLevel(
                                level.completionPercent(), level.response().toMillis(), level.errorPercent())),
                value.enabled(),
                mapped(value.inputSchema(), PayloadSchema::text),
                value.credential(),
                mapped(value.healthUrl(), URI::toString),
                value.avatar(),
                limits(value.limits()),
                rates(value.rates()),
                mapped(value.budget(), AgentDefinitionForm::budget),
                mapped(value.model(), AgentDefinitionForm::model));
    }

    private static dev.pulser.wire.@Nullable AgentLimits limits(AgentLimits limits) {
        return limits.equals(AgentLimits.NONE)
                ? null
                : new dev.pulser.wire.AgentLimits(
                        limits.requestsPerMinute(),
                        limits.tokensPerMinute(),
                        limits.companyConcurrency(),
                        limits.companyRequestsPerMinute());
    }

    private static dev.pulser.wire.@Nullable Rates rates(Rates rates) {
        return rates.equals(Rates.FREE)
                ? null
                : new dev.pulser.wire.Rates(
                        rates.inputMicrosPerMillion(), rates.outputMicrosPerMillion(), rates.attemptMicros());
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

    private static dev.pulser.wire.Model model(Model model) {
        return new dev.pulser.wire.Model(
                model.name(),
                model.prompt(),
                model.tools(),
                model.maxSteps(),
                model.maxTokens(),
                model.maxOutputTokens(),
                model.temperature());
    }

    @Override
    public AgentDefinition fromWire(dev.pulser.wire.AgentDefinition wire) {
        return new AgentDefinition(
                new AgentName(wire.getName()),
                wire.getRole(),
                AgentKind.parse(wire.getKind())
                        .orElseThrow(() ->
                                new IllegalArgumentException("agent %s is of kind %s, which this version does not know"
                                        .formatted(wire.getName(), wire.getKind()))),
                wire.getTaskTypes().stream().map(TaskType::new).collect(Collectors.toUnmodifiableSet()),
                wire.getCapacity(),
                Duration.ofMillis(wire.getTimeoutMs()),
                mapped(wire.getEndpoint(), URI::create),
                wire.getServers(),
                wire.getBackups().stream().map(AgentName::new).toList(),
                wire.getIdempotent(),
                wire.getHoursPerWeek(),
                mapped(
                        wire.getServiceLevel(),
                        level -> new ServiceLevel(
                                level.getCompletionPercent(),
                                Duration.ofMillis(level.getResponseMs()),
                                level.getErrorPercent())),
                wire.getEnabled(),
                mapped(wire.getInputSchema(), PayloadSchema::parse),
                wire.getCredential(),
                mapped(wire.getHealthUrl(), URI::create),
                wire.getAvatar(),
                Objects.requireNonNullElse(mapped(wire.getLimits(), AgentDefinitionForm::limits), AgentLimits.NONE),
                Objects.requireNonNullElse(mapped(wire.getRates(), AgentDefinitionForm::rates), Rates.FREE),
                mapped(wire.getBudget(), AgentDefinitionForm::budget),
                mapped(wire.getModel(), AgentDefinitionForm::model));
    }

    private static AgentLimits limits(dev.pulser.wire.AgentLimits wire) {
        return new AgentLimits(
                wire.getRequestsPerMinute(),
                wire.getTokensPerMinute(),
                wire.getCompanyConcurrency(),
                wire.getCompanyRequestsPerMinute());
    }

    private static Rates rates(dev.pulser.wire.Rates wire) {
        return new Rates(wire.getInputMicrosPerMillion(), wire.getOutputMicrosPerMillion(), wire.getAttemptMicros());
    }

    private static Budget budget(dev.pulser.wire.Budget wire) {
        var companies = new HashMap<Company, Long>();
        wire.getCompanies().forEach((company, micros) -> companies.put(new Company(company), micros));
        return new Budget(
                Budget.Period.parse(wire.getPeriod())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a budget has the period %s, which this version does not know"
                                        .formatted(wire.getPeriod()))),
                wire.getAttemptMicros(),
                wire.getAgentMicros(),
                wire.getCompanyMicros(),
                companies);
    }

    private static Model model(dev.pulser.wire.Model wire) {
        return new Model(
                wire.getName(),
                wire.getPrompt(),
                wire.getTools(),
                wire.getMaxSteps(),
                wire.getMaxTokens(),
                wire.getMaxOutputTokens(),
                wire.getTemperature());
    }
}
