-- Tools of MCP servers, which belong to no company. Reverted by undo/U5__tools.sql.

-- Definitions and approvals arrive on two topics in any order.
create table pulser.tool (
    server text not null,
    tool text not null,
    title text,
    description text,
    hints jsonb not null default '{}', -- as the server sent them: {read_only, destructive, idempotent, open_world}
    definition_hash text, -- null when only an approval is known
    listed boolean not null default false,
    listed_at timestamptz,
    approved_hash text,
    approved_by text, -- null for the automatic approval of the first definition
    approved_at timestamptz,
    -- As in ToolState; null when no definition is known.
    state text generated always as (case
        when definition_hash is null then null
        when not listed then 'gone'
        when definition_hash = approved_hash then 'approved'
        else 'quarantined' end) stored,
    primary key (server, tool)
);

-- One row per change of a tool's state.
create table pulser.tool_change (
    server text not null,
    tool text not null,
    at timestamptz not null,
    change text not null check (change in ('quarantined', 'approved', 'gone')),
    definition_hash text not null,
    actor text not null,
    reason text,
    primary key (server, tool, at, change, definition_hash)
);

grant select, insert, update on pulser.tool to pulser_projector;
grant select, insert on pulser.tool_change to pulser_projector;
grant select on pulser.tool, pulser.tool_change to pulser_reader;
