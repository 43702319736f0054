-- Agents: definitions, status, health history and spending. Reverted by undo/U4__agents.sql.

-- The parts of a definition that alerts need. Agents belong to no company.
create table pulser.agent (
    agent text primary key,
    enabled boolean not null,
    backups text[] not null,
    -- Service level; null when none is promised.
    completion_percent double precision,
    response_ms bigint,
    error_percent double precision
);

-- Latest status of each lane. Queues are not stored, because they show other companies' tasks.
create table pulser.agent_status (
    agent text primary key,
    at timestamptz not null,
    capacity integer not null,
    running integer not null,
    waiting bigint not null,
    retrying bigint not null,
    paused boolean not null,
    mean_attempt_ms bigint,
    health text not null default 'unknown', -- unknown, healthy, degraded, unhealthy
    health_reason text,
    health_since timestamptz,
    checked_at timestamptz,
    check_latency_ms bigint,
    block_reason text, -- unhealthy, rate-limit or budget: cause that keeps the lane from starting attempts
    -- {period_start, spent_micros, reserved_micros, limit_micros} of all companies together; null without a budget.
    spending jsonb
) with (fillfactor = 50);

-- One row per change of an agent's health.
create table pulser.agent_health_history (
    agent text not null,
    at timestamptz not null, -- time of the lane's report
    state text not null, -- unknown, healthy, degraded, unhealthy
    reason text,
    since timestamptz,
    latency_ms bigint,
    primary key (agent, at, state)
);

-- Spending of each company in the current period of the agent's budget.
create table pulser.agent_spending (
    company text not null,
    agent text not null,
    at timestamptz not null,
    period_start timestamptz not null,
    spent_micros bigint not null,
    reserved_micros bigint not null,
    limit_micros bigint,
    primary key (company, agent)
) with (fillfactor = 50);

call pulser.isolate_companies('pulser.agent_spending');

grant select, insert, update, delete on pulser.agent to pulser_projector;
grant select, insert, update on pulser.agent_status, pulser.agent_spending to pulser_projector;
grant select, insert on pulser.agent_health_history to pulser_projector;
grant select on pulser.agent, pulser.agent_status, pulser.agent_health_history to pulser_reader;
