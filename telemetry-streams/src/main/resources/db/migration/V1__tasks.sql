-- Tasks, their events, tool calls and dead letters; roles; companies kept apart by row-level security.
--
-- Run by the owner, who needs CREATEROLE and nothing more. undo/U1__tasks.sql takes it back.
-- Payloads and results are text: byte for byte what was sent, and jsonb refuses some JSON (a NUL in a string).

-- Roles ---------------------------------------------------------------------------------------------------------------
-- They belong to the server, not to this database, so they may be there already.

do $$
declare
    wanted text;
begin
    foreach wanted in array array['pulser_reader nologin', 'pulser_projector nologin', 'pulser_ingest login'] loop
        if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
            execute 'create role ' || wanted;
        end if;
    end loop;
    if not pg_has_role('pulser_ingest', 'pulser_reader', 'member') then
        grant pulser_reader to pulser_ingest;
    end if;
    -- The owner becomes the projector by SET ROLE and, from PostgreSQL 16 on, only by that.
    if current_setting('server_version_num')::int >= 160000 then
        execute format('grant pulser_projector to %I with inherit false, set true', current_user);
    else
        execute format('grant pulser_projector to %I', current_user);
    end if;
end
$$;

-- Reads end; a forgotten transaction does not hold rows up.
alter role pulser_ingest set default_transaction_read_only = on;
alter role pulser_ingest set statement_timeout = '5s';
alter role pulser_ingest set idle_in_transaction_session_timeout = '10s';

grant usage on schema pulser to pulser_reader, pulser_projector;

-- The signed company ----------------------------------------------------------------------------------------------------
-- Who may set a setting may set any value, and injected SQL may too. So the setting pulser.context carries a signature:
--   company|backend pid|expiry in epoch seconds|hex(hmac_sha256(key, 'company|pid|expiry'))
-- Only pulser.company() can read the key, and it returns the company or null.

create table pulser.context_key (
    only_row boolean primary key default true check (only_row),
    -- The key, padded to a block and mixed with HMAC's two constants (RFC 2104), so that SQL needs no more than sha256.
    inner_block bytea not null check (length(inner_block) = 64),
    outer_block bytea not null check (length(outer_block) = 64)
);

create function pulser.company() returns text
    language plpgsql stable security definer parallel restricted
    set search_path = pg_catalog, pg_temp
as $$
declare
    part text[] := string_to_array(current_setting('pulser.context', true), '|');
    signed text;
begin
    -- After a transaction a local setting is '', before it null: both are no company.
    if part is null
        or cardinality(part) <> 4
        or part[2] is distinct from pg_backend_pid()::text
        or part[3] !~ '^[0-9]{1,12}$'
        or part[3]::bigint <= extract(epoch from clock_timestamp())
    then
        return null;
    end if;
    select encode(sha256(outer_block || sha256(inner_block
            || convert_to(part[1] || '|' || part[2] || '|' || part[3], 'UTF8'))), 'hex')
        into signed
        from pulser.context_key;
    if signed = part[4] then
        return part[1];
    end if;
    return null;
end
$$;

revoke execute on function pulser.company() from public;
grant execute on function pulser.company() to pulser_reader;

-- Rows of company A are for readers who proved to be A; the projector writes everybody's.
create procedure pulser.keep_companies_apart(tenant_table regclass)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('alter table %s force row level security', tenant_table);
    execute format('create policy reader on %s for select to pulser_reader using (company = (select pulser.company()))',
        tenant_table);
    execute format('create policy projector on %s to pulser_projector using (true) with check (true)', tenant_table);
    execute format('grant select on %s to pulser_reader', tenant_table);
end
$$;

revoke execute on procedure pulser.keep_companies_apart(regclass) from public;

-- Tasks ---------------------------------------------------------------------------------------------------------------

-- One row per task: what it is, and where it stands. Room on each page lets an update stay beside its row.
create table pulser.task_queue (
    company text not null,
    task_id text not null,
    -- Null only where the first event could not be read.
    task_type text,
    priority smallint check (priority between 0 and 3), -- 0 critical, 1 high, 2 medium, 3 low
    assigned_agent text,
    status text not null,
    payload text,
    requester text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz, -- when it ended, whichever way
    attempt integer not null,
    retry_count integer generated always as (greatest(attempt - 1, 0)) stored,
    seq integer not null, -- of the last event in this row
    result text,
    error_code text,
    error_message text,
    deadline timestamptz,
    replay_of text,
    primary key (company, task_id)
) with (fillfactor = 70);

-- Lists are read newest first: order by created_at desc, task_id desc; ties are sorted after the index. A filter in the text
-- of the payload has no index: LIKE may leak, so row-level security would never let an index answer it (and a trigram index
-- costs most of the speed).
create index task_queue_by_time on pulser.task_queue (company, created_at);
create index task_queue_by_agent on pulser.task_queue (company, assigned_agent, created_at);
create index task_queue_by_type on pulser.task_queue (company, task_type, created_at);
-- Nearly all tasks are completed: task_queue_by_time finds those, this one the others.
create index task_queue_by_status on pulser.task_queue (company, status, created_at) where status <> 'completed';

-- No foreign key to task_queue: the projection writes both in one transaction, the task first, and the check of every row
-- took 35 of 55 microseconds of its insert, which is half of the whole projection's speed (measured).
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
    started_at timestamptz, -- when the adapter began the attempt that this event ends
    primary key (company, task_id, seq)
);

-- One call of a tool on an MCP server. Sizes in bytes, no content.
create table pulser.tool_call (
    company text not null,
    task_id text not null,
    seq integer not null, -- of the event that ended the attempt
    position integer not null, -- 0 for the attempt's first call
    server text not null,
    tool text not null,
    started_at timestamptz not null,
    duration_ms bigint not null,
    request_bytes integer not null,
    response_bytes integer not null,
    succeeded boolean not null,
    primary key (company, task_id, seq, position),
    foreign key (company, task_id, seq) references pulser.task_event
);

create index tool_call_by_tool on pulser.tool_call (company, server, tool, started_at);

-- A task that failed for good, or a record that never was one. No foreign key: dead letters and events travel on two
-- topics, so either may be here first.
create table pulser.dead_letter (
    company text not null,
    -- The dead letter's own place in pulser.tasks.dead-letter, and its time, so that a new topic does not hide behind an old one.
    record_partition integer not null,
    record_offset bigint not null,
    at timestamptz not null,
    task_id text,
    task_type text,
    agent text,
    code text not null,
    reason text not null,
    attempts text not null, -- JSON array of {number, agent, started_at, ended_at, code, reason}
    payload text,
    source_topic text,
    source_partition integer,
    source_offset bigint,
    original_key bytea,
    original_value bytea,
    primary key (company, record_partition, record_offset, at)
);

create index dead_letter_by_time on pulser.dead_letter (company, at);
create index dead_letter_by_task on pulser.dead_letter (company, task_id);

-- Audit ---------------------------------------------------------------------------------------------------------------
-- What is not a state change of a task (those are task_event): refusals and dead letters now, acts of operators later.
-- Per company a gap-free number and a chain of hashes, given by the trigger, whoever inserts.

create table pulser.audit_log (
    company text not null,
    seq bigint not null,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    details text not null,
    hash bytea not null,
    primary key (company, seq)
);

create function pulser.audit_hash(previous bytea, entry pulser.audit_log) returns bytea
    language sql immutable
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(
        entry.company, entry.seq, extract(epoch from entry.at), entry.actor, entry.action, entry.subject, entry.details)::text, 'UTF8'))
$$;

create function pulser.append_to_audit_log() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    last pulser.audit_log;
begin
    perform pg_advisory_xact_lock(hashtext('pulser.audit_log'), hashtext(new.company));
    select * into last from pulser.audit_log where company = new.company order by seq desc limit 1;
    new.seq := coalesce(last.seq, 0) + 1;
    new.hash := pulser.audit_hash(last.hash, new);
    return new;
end
$$;

create function pulser.refuse_to_change_audit_log() returns trigger
    language plpgsql
as $$
begin
    raise exception 'pulser.audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger append before insert on pulser.audit_log
    for each row execute function pulser.append_to_audit_log();
create trigger append_only before update or delete or truncate on pulser.audit_log
    for each statement execute function pulser.refuse_to_change_audit_log();

-- How far the projection is: written in the same transaction as the rows, so the two never disagree.
create table pulser.projection_offset (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    primary key (topic, partition)
) with (fillfactor = 50);

-- While PostgreSQL has no statistics, every index that begins with the company looks as good as the primary key, and a
-- prepared statement keeps what was chosen then (tried: one task read by walking all of its company's). Autovacuum comes
-- after a minute; the projection calls this after its first hundred tasks.
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

call pulser.keep_companies_apart('pulser.task_queue');
call pulser.keep_companies_apart('pulser.task_event');
call pulser.keep_companies_apart('pulser.tool_call');
call pulser.keep_companies_apart('pulser.dead_letter');
call pulser.keep_companies_apart('pulser.audit_log');

grant select, insert, update on pulser.task_queue, pulser.projection_offset to pulser_projector;
grant delete on pulser.projection_offset to pulser_projector;
grant select, insert on pulser.task_event, pulser.tool_call, pulser.dead_letter, pulser.audit_log to pulser_projector;
