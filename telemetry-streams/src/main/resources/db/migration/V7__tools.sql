-- Tools of MCP servers: what is offered and what may be called. They belong to no company. undo/U7__tools.sql takes it back.

-- What is offered and what is approved travel on two topics, so either may be here first.
create table pulser.tool (
    server text not null,
    tool text not null,
    title text,
    description text,
    hints jsonb not null default '{}', -- the server's own word: {read_only, destructive, idempotent, open_world}
    hash text, -- of the definition that is offered; null where only an approval is known
    offered boolean not null default false,
    offered_at timestamptz,
    approved_hash text,
    approved_by text, -- null where it was the first that was seen
    approved_at timestamptz,
    -- As ToolState.of says it; null where nobody has offered it yet.
    state text generated always as (case
        when hash is null then null
        when not offered then 'gone'
        when hash = approved_hash then 'approved'
        else 'quarantined' end) stored,
    primary key (server, tool)
);

-- What became of a tool: its definition changed, a person approved one, its server dropped it.
create table pulser.tool_change (
    server text not null,
    tool text not null,
    at timestamptz not null,
    change text not null check (change in ('quarantined', 'approved', 'gone')),
    hash text not null,
    actor text not null,
    reason text,
    primary key (server, tool, at, change, hash)
);

-- Durations of the last day, everything else since the beginning.
create view pulser.tool_figures with (security_invoker = true) as
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
    max(started_at) as last_call
from pulser.tool_call
group by company, server, tool;

grant select, insert, update on pulser.tool to pulser_projector;
grant select, insert on pulser.tool_change to pulser_projector;
grant select on pulser.tool, pulser.tool_change, pulser.tool_figures to pulser_reader;
