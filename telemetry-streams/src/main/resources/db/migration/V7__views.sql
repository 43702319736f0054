-- Views for the API, dashboards and people. Each runs with the rights, and for the company, of the user who queries it.
-- Reverted by undo/U7__views.sql.

-- Returns jsonb, or null for valid JSON that jsonb rejects (a NUL in a string), so that one such row does not fail a query.
create function pulser.as_jsonb(json_text text) returns jsonb
    language plpgsql immutable parallel restricted
    set search_path = pg_catalog, pg_temp
as $$
begin
    return json_text::jsonb;
exception when data_exception then
    return null;
end
$$;

create view pulser.task_overview with (security_invoker = true) as
select
    company,
    task_id,
    task_type,
    (array['critical', 'high', 'medium', 'low'])[priority + 1] as priority,
    assigned_agent,
    status,
    created_at,
    started_at,
    completed_at,
    started_at - created_at as waiting_time,
    completed_at - started_at as duration,
    retry_count,
    requester,
    deadline,
    replay_of,
    error_code,
    error_message,
    labels,
    pulser.as_jsonb(payload) as payload,
    pulser.as_jsonb(result) as result
from pulser.task_queue;

-- An attempt begins with the event 'running'; the next event of the task ends it.
create view pulser.task_attempt with (security_invoker = true) as
select
    began.company,
    began.task_id,
    began.attempt,
    began.epoch,
    began.agent,
    coalesce(ended.started_at, began.at) as started_at,
    ended.at as ended_at,
    coalesce(ended.status, 'running') as outcome,
    ended.code,
    ended.reason
from pulser.task_event began
left join pulser.task_event ended
    on ended.company = began.company and ended.task_id = began.task_id and ended.seq = began.seq + 1
where began.status = 'running';

create view pulser.agent_throughput_hourly with (security_invoker = true) as
select
    company,
    assigned_agent as agent,
    date_trunc('hour', completed_at) as hour,
    count(*) filter (where status = 'completed') as completed,
    count(*) filter (where status = 'failed') as failed,
    count(*) filter (where status in ('cancelled', 'expired')) as canceled_or_expired,
    percentile_cont(0.5) within group (order by extract(epoch from completed_at - started_at)) as duration_p50_seconds,
    percentile_cont(0.95) within group (order by extract(epoch from completed_at - started_at)) as duration_p95_seconds
from pulser.task_queue
where completed_at is not null
group by company, assigned_agent, date_trunc('hour', completed_at);

create view pulser.queue_depth with (security_invoker = true) as
select
    company,
    assigned_agent as agent,
    count(*) filter (where status in ('queued', 'retrying')) as waiting,
    count(*) filter (where status = 'running') as running,
    min(created_at) filter (where status in ('queued', 'retrying')) as oldest_waiting
from pulser.task_queue
where status <> 'completed' and status in ('queued', 'retrying', 'running') -- the first condition selects the partial index
group by company, assigned_agent;

-- Tasks count on the day (UTC) of their last event, for the agent that had them last.
create view pulser.agent_cost_daily with (security_invoker = true) as
select
    assigned_agent as agent,
    company,
    (updated_at at time zone 'UTC')::date as day,
    count(*) as tasks,
    sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens,
    sum(input_tokens + output_tokens) as tokens,
    sum(cost_micros) / 1000000.0 as dollars
from pulser.task_queue
where cost_micros > 0 or input_tokens > 0 or output_tokens > 0
group by assigned_agent, company, (updated_at at time zone 'UTC')::date;

-- Per company and agent that ended the tasks. Ratios are from 0 to 1, over completed and failed tasks, and null without any.
-- Durations are of the attempts of the last hour's latest 2,000 tasks.
create view pulser.agent_statistics with (security_invoker = true) as
select
    known.company,
    known.agent,
    known.tasks_completed,
    known.tasks_failed,
    latest.success_ratio_100,
    hour.error_ratio_1h,
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
    select avg((status = 'completed')::int)::float8 as success_ratio_100
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
    select avg((status = 'failed')::int)::float8 as error_ratio_1h
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
            limit 2000
        ) as task
        join pulser.task_event as began
            on began.company = known.company and began.task_id = task.task_id and began.status = 'running'
                and began.agent = known.agent
        join pulser.task_event as ended
            on ended.company = known.company and ended.task_id = began.task_id and ended.seq = began.seq + 1
    ) as attempt
) as taken;

-- Durations of the last day, everything else since the beginning.
create view pulser.tool_statistics with (security_invoker = true) as
select
    company,
    server,
    tool,
    count(*) as calls,
    count(*) filter (where not succeeded) as failures,
    percentile_cont(0.5) within group (order by duration_ms) filter (where started_at > now() - interval '1 day') as p50_ms,
    percentile_cont(0.95) within group (order by duration_ms) filter (where started_at > now() - interval '1 day') as p95_ms,
    sum(request_bytes) as request_bytes,
    sum(response_bytes) as response_bytes,
    max(started_at) as last_call_at
from pulser.tool_call
group by company, server, tool;

grant select on
    pulser.task_overview,
    pulser.task_attempt,
    pulser.agent_throughput_hourly,
    pulser.queue_depth,
    pulser.agent_cost_daily,
    pulser.agent_statistics,
    pulser.tool_statistics
    to pulser_reader;
