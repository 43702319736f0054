-- How agents are and were, what they may spend, and their figures. undo/U6__health.sql takes it back.

-- Agents serve every company, and so does their health; the table of V2 had a company and was never written.
drop table pulser.agent_health_history;

-- One row for each change of an agent's health.
create table pulser.agent_health_history (
    agent text not null,
    at timestamptz not null, -- when its lane said so
    state text not null, -- unknown, healthy, degraded, unhealthy
    reason text,
    since timestamptz, -- when it became so
    latency_ms bigint, -- of the check that found it
    primary key (agent, at, state)
);

alter table pulser.agent_status
    add column health text not null default 'unknown',
    add column health_reason text,
    add column health_since timestamptz,
    add column checked_at timestamptz,
    add column check_ms bigint,
    add column hold text, -- why nothing is started though there is room: unhealthy, rate-limit, budget
    -- {period_start, spent_micros, reserved_micros, limit_micros} of all companies together; null where no budget is kept.
    add column spending jsonb;

-- The same for each company that has spent something: no other may read it.
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

-- Of agents' definitions, what alerts have to know: who takes over, in order, and what is promised.
create table pulser.agent (
    agent text primary key,
    enabled boolean not null,
    backups text[] not null,
    -- The service level; null where none is promised.
    completion_percent double precision,
    response_ms bigint,
    error_percent double precision
);

-- The figures ------------------------------------------------------------------------------------------------------------
-- Read from the index alone: counting, and what ended last.
create index task_queue_by_end on pulser.task_queue (company, assigned_agent, completed_at) include (status)
    where completed_at is not null;

-- Per company, of tasks by the agent that ended them. Shares are from 0 to 1 and null where nothing has ended; cancelled
-- and expired tasks count for neither side. Durations are of the attempts of the hour's latest 10,000 tasks.
create view pulser.agent_figures with (security_invoker = true) as
select
    known.company,
    known.agent,
    known.tasks_completed,
    known.tasks_failed,
    latest.success_share_100,
    hour.error_share_hour,
    taken.attempt_p50_ms,
    taken.attempt_p95_ms,
    taken.attempt_p99_ms
from (
    select
        company,
        assigned_agent as agent,
        count(*) filter (where status = 'completed') as tasks_completed,
        count(*) filter (where status = 'failed') as tasks_failed
    from pulser.task_queue
    where completed_at is not null and assigned_agent is not null
    group by company, assigned_agent
) as known
cross join lateral (
    select avg((status = 'completed')::int)::float8 as success_share_100
    from (
        select status
        from pulser.task_queue as task
        where task.company = known.company and task.assigned_agent = known.agent
            and task.completed_at is not null and task.status in ('completed', 'failed')
        order by task.completed_at desc
        limit 100
    ) as ended
) as latest
cross join lateral (
    select avg((status = 'failed')::int)::float8 as error_share_hour
    from pulser.task_queue as task
    where task.company = known.company and task.assigned_agent = known.agent
        and task.completed_at > now() - interval '1 hour' and task.status in ('completed', 'failed')
) as hour
cross join lateral (
    select
        percentile_cont(0.5) within group (order by ms) as attempt_p50_ms,
        percentile_cont(0.95) within group (order by ms) as attempt_p95_ms,
        percentile_cont(0.99) within group (order by ms) as attempt_p99_ms
    from (
        select extract(epoch from ended.at - coalesce(ended.started_at, began.at)) * 1000 as ms
        from (
            select task.task_id
            from pulser.task_queue as task
            where task.company = known.company and task.assigned_agent = known.agent
                and task.completed_at > now() - interval '1 hour'
            order by task.completed_at desc
            limit 10000
        ) as task
        join pulser.task_event as began
            on began.company = known.company and began.task_id = task.task_id and began.status = 'running'
                and began.agent = known.agent
        join pulser.task_event as ended
            on ended.company = known.company and ended.task_id = began.task_id and ended.seq = began.seq + 1
    ) as attempt
) as taken;

call pulser.keep_companies_apart('pulser.agent_spending');

grant select, insert, update on pulser.agent_spending to pulser_projector;
grant select, insert, update, delete on pulser.agent to pulser_projector;
grant select, insert on pulser.agent_health_history to pulser_projector;
grant select on pulser.agent_health_history, pulser.agent, pulser.agent_figures to pulser_reader;
