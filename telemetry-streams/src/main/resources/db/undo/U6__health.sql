-- Takes V6__health.sql back. The history of health is nowhere else: dump pulser.agent_health_history first where it matters.
-- Run by the owner, after U7, with telemetry-streams stopped.

drop view pulser.agent_figures;
drop index pulser.task_queue_by_end;
drop table pulser.agent;
drop table pulser.agent_spending;
alter table pulser.agent_status
    drop column spending,
    drop column hold,
    drop column check_ms,
    drop column checked_at,
    drop column health_since,
    drop column health_reason,
    drop column health;
drop table pulser.agent_health_history;

create table pulser.agent_health_history (
    company text not null,
    agent_name text not null,
    at timestamptz not null,
    status text not null check (status in ('healthy', 'degraded', 'unhealthy')),
    reason text,
    figures jsonb not null default '{}',
    primary key (company, agent_name, at)
);

call pulser.keep_companies_apart('pulser.agent_health_history');
grant select, insert, update on pulser.agent_health_history to pulser_projector;

-- So that they are read again where the migration is made again.
delete from pulser.projection_offset where topic in ('pulser.agents.definitions', 'pulser.agents.status');

delete from pulser.schema_history where version = '6';
