-- Tasks, their events and tool calls. Reverted by undo/U2__tasks.sql.
-- Payloads and results are text: byte for byte as submitted, and jsonb rejects some valid JSON (a NUL in a string).

-- One row per task. The fill factor leaves room for updates on the same page.
create table pulser.task_queue (
    company text not null,
    task_id text not null,
    -- Null only when the first event could not be decoded.
    task_type text,
    priority smallint check (priority between 0 and 3), -- 0 critical, 1 high, 2 medium, 3 low
    requested_agent text, -- named by the submission
    assigned_agent text,
    status text not null,
    payload text,
    labels jsonb not null default '{}',
    requester text,
    deadline timestamptz,
    timeout_ms bigint,
    replay_of text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz, -- end of the task, successful or not
    attempt integer not null,
    retry_count integer generated always as (greatest(attempt - 1, 0)) stored,
    seq integer not null, -- of the last event
    queue_index bigint, -- position in the queue of agent, priority and company; null when the task is not waiting
    retry_at timestamptz, -- time of the next attempt of a task that is retrying
    cancel_requested_at timestamptz,
    result text,
    error_code text,
    error_message text,
    -- Usage so far, over all attempts. Money in millionths of a US dollar.
    input_tokens bigint not null default 0,
    output_tokens bigint not null default 0,
    cost_micros bigint not null default 0,
    primary key (company, task_id)
) with (fillfactor = 70);

-- Lists are ordered by created_at desc, task_id desc; ties are sorted after the index. There is no index for text in the
-- payload and for labels: LIKE and @> are not leakproof, so a reader under row-level security cannot use one.
create index task_queue_by_time on pulser.task_queue (company, created_at);
create index task_queue_by_agent on pulser.task_queue (company, assigned_agent, created_at);
create index task_queue_by_type on pulser.task_queue (company, task_type, created_at);
-- Nearly all tasks are completed: task_queue_by_time finds those, this index the others.
create index task_queue_by_status on pulser.task_queue (company, status, created_at) where status <> 'completed';
-- Most tasks use no model.
create index task_queue_by_usage on pulser.task_queue (company, assigned_agent, updated_at)
    where cost_micros > 0 or input_tokens > 0 or output_tokens > 0;
-- Index-only scans for counts, and for the tasks that ended last.
create index task_queue_by_end on pulser.task_queue (company, assigned_agent, completed_at) include (status)
    where completed_at is not null;

-- No foreign key to task_queue: the projection writes the task first, in the same transaction, and the check took 35 of the
-- 55 microseconds of an insert, half of the projection's throughput (measured).
create table pulser.task_event (
    company text not null,
    task_id text not null,
    seq integer not null,
    at timestamptz not null,
    status text not null,
    agent text,
    attempt integer not null,
    epoch integer not null,
    code text,
    reason text,
    started_at timestamptz, -- start of the attempt that the event ends, as reported by the adapter
    primary key (company, task_id, seq)
);

-- One row per call of a tool on an MCP server. Sizes in bytes; no content.
create table pulser.tool_call (
    company text not null,
    task_id text not null,
    seq integer not null, -- of the event that ended the attempt
    position integer not null, -- 0 for the first call of the attempt
    agent text,
    server text not null,
    tool text not null,
    started_at timestamptz not null,
    duration_ms bigint not null,
    request_bytes integer not null,
    response_bytes integer not null,
    succeeded boolean not null,
    code text, -- null when the call succeeded
    definition_hash text, -- of the tool definition in force
    primary key (company, task_id, seq, position),
    foreign key (company, task_id, seq) references pulser.task_event
);

create index tool_call_by_tool on pulser.tool_call (company, server, tool, started_at);

-- Without statistics, every index that begins with the company looks as good as the primary key, and prepared statements
-- keep the plan that was chosen then. Autovacuum collects them after a minute; the projection calls this after its first tasks.
create procedure pulser.analyze_new_tables()
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (select reltuples from pg_class where oid = 'pulser.task_queue'::regclass) < 100 then
        analyze pulser.task_queue, pulser.task_event, pulser.tool_call;
    end if;
end
$$;

revoke execute on procedure pulser.analyze_new_tables() from public;
grant execute on procedure pulser.analyze_new_tables() to pulser_projector;

call pulser.isolate_companies('pulser.task_queue');
call pulser.isolate_companies('pulser.task_event');
call pulser.isolate_companies('pulser.tool_call');

grant select, insert, update on pulser.task_queue to pulser_projector;
grant select, insert on pulser.task_event, pulser.tool_call to pulser_projector;
