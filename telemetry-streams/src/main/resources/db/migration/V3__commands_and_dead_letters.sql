-- Audit log, commands of operators, and dead letters. Reverted by undo/U3__commands_and_dead_letters.sql.

-- Audit log -----------------------------------------------------------------------------------------------------------
-- Rejected records, dead letters, commands and changes of tools; state changes of tasks are in task_event. The trigger
-- assigns a number without gaps and a chained hash per company.

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

create function pulser.reject_audit_log_change() returns trigger
    language plpgsql
as $$
begin
    raise exception 'pulser.audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger append before insert on pulser.audit_log
    for each row execute function pulser.append_to_audit_log();
create trigger append_only before update or delete or truncate on pulser.audit_log
    for each statement execute function pulser.reject_audit_log_change();

-- Commands ------------------------------------------------------------------------------------------------------------
-- One row per command: a pause of a company has a copy in every partition of the topic.

create table pulser.command (
    company text not null,
    command_id text not null,
    at timestamptz not null,
    requested_by text,
    reason text,
    action text not null, -- cancel, pause, resume, replay, drop, create, replace, delete, or the text of a newer version
    subject text not null, -- a task id, 'agent <name>', or 'company'
    primary key (company, command_id)
);

create index command_by_subject on pulser.command (company, subject, at);

-- Dead letters --------------------------------------------------------------------------------------------------------
-- A task that failed permanently, or a record that could not be read as a task. No foreign key to task_queue: dead letters
-- and events arrive on two topics in any order.

create table pulser.dead_letter (
    company text not null,
    -- Coordinates in pulser.tasks.dead-letter, and the time, which tells apart records of a topic that was created again.
    record_partition integer not null,
    record_offset bigint not null,
    at timestamptz not null,
    task_id text,
    task_type text,
    agent text,
    code text not null,
    reason text not null,
    attempts text not null, -- JSON array of {number, agent, started_at, ended_at, code, reason}
    -- The submission, which a replay repeats.
    payload text,
    priority smallint check (priority between 0 and 3),
    labels jsonb not null default '{}',
    requester text,
    requested_agent text,
    timeout_ms bigint,
    -- The rejected record.
    source_topic text,
    source_partition integer,
    source_offset bigint,
    original_key bytea,
    original_value bytea,
    state text not null default 'open' check (state in ('open', 'replayed', 'dropped')),
    replayed_as text,
    resolved_at timestamptz,
    primary key (company, record_partition, record_offset, at)
);

-- Lists are read newest first, mostly with state = 'open'.
create index dead_letter_by_time on pulser.dead_letter (company, at, record_partition, record_offset);
create index dead_letter_by_state on pulser.dead_letter (company, state, at, record_partition, record_offset);
create index dead_letter_by_task on pulser.dead_letter (company, task_id);

-- Resolution per failed task, copied to dead_letter when both are known: dead letters, commands and events of replayed tasks
-- arrive on three topics in any order. A replay prevails over a drop.
create table pulser.dead_letter_resolution (
    company text not null,
    task_id text not null,
    resolution text not null check (resolution in ('replayed', 'dropped')),
    replayed_as text,
    at timestamptz not null,
    primary key (company, task_id)
);

call pulser.isolate_companies('pulser.audit_log');
call pulser.isolate_companies('pulser.command');
call pulser.isolate_companies('pulser.dead_letter');
call pulser.isolate_companies('pulser.dead_letter_resolution');

grant select, insert on pulser.audit_log, pulser.command, pulser.dead_letter to pulser_projector;
grant update (state, replayed_as, resolved_at) on pulser.dead_letter to pulser_projector;
grant select, insert, update on pulser.dead_letter_resolution to pulser_projector;
