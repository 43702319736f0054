-- For people, dashboards and Superset. Each runs with the rights, and for the company, of who asks.
-- undo/U3__views.sql takes them back.

-- jsonb, or null where it refuses what is valid JSON (a NUL in a string): one such row must not fail a whole query.
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
    started_at - created_at as waited,
    completed_at - started_at as took,
    retry_count,
    requester,
    deadline,
    replay_of,
    error_code,
    error_message,
    pulser.as_jsonb(payload) as payload,
    pulser.as_jsonb(result) as result
from pulser.task_queue;

-- An attempt begins with the event 'running'; the task's next event says how it ended.
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
    count(*) filter (where status in ('cancelled', 'expired')) as given_up,
    percentile_cont(0.5) within group (order by extract(epoch from completed_at - started_at)) as took_p50_seconds,
    percentile_cont(0.95) within group (order by extract(epoch from completed_at - started_at)) as took_p95_seconds
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
where status <> 'completed' and status in ('queued', 'retrying', 'running') -- the first is what the index is made for
group by company, assigned_agent;

create view pulser.tool_usage with (security_invoker = true) as
select
    company,
    server,
    tool,
    count(*) as calls,
    count(*) filter (where not succeeded) as failures,
    percentile_cont(0.95) within group (order by duration_ms) as p95_ms,
    max(started_at) as last_used
from pulser.tool_call
group by company, server, tool;

grant select on pulser.task_overview, pulser.task_attempt, pulser.agent_throughput_hourly, pulser.queue_depth, pulser.tool_usage
    to pulser_reader;
