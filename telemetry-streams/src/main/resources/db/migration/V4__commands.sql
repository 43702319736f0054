-- What people ask of the lanes, what became of dead letters, where waiting tasks stand, and how each lane is.
-- undo/U4__commands.sql takes it back.

-- Every command once, however often it is read: a pause of a company travels in one copy for each partition.
create table pulser.command (
    company text not null,
    command_id text not null,
    at timestamptz not null,
    asked_by text,
    why text,
    action text not null, -- cancel, pause, resume, replay, drop, or what a newer version asked
    subject text not null, -- a task id, 'agent <name>', or 'company'
    primary key (company, command_id)
);

create index command_by_subject on pulser.command (company, subject, at);

-- Dead letters ----------------------------------------------------------------------------------------------------------
-- Letters, commands and the events of replayed tasks travel on three topics, so any of them may be here first, and the
-- commands are kept for a shorter time than the letters. What became of a letter is therefore kept apart, by task, and
-- copied to the letter when both are there. A replay counts for more than a drop, whichever came first.

create table pulser.dead_letter_fate (
    company text not null,
    task_id text not null,
    state text not null check (state in ('replayed', 'dropped')),
    replayed_as text,
    at timestamptz not null,
    primary key (company, task_id)
);

alter table pulser.dead_letter
    add column state text not null default 'open' check (state in ('open', 'replayed', 'dropped')),
    add column replayed_as text,
    add column settled_at timestamptz, -- when it left 'open'
    -- What a replay repeats, beside type and payload.
    add column priority smallint check (priority between 0 and 3),
    add column requester text,
    add column asked_agent text, -- that the task itself named
    add column timeout_ms bigint;

-- Lists are read newest first, mostly the open ones.
drop index pulser.dead_letter_by_time;
create index dead_letter_by_time on pulser.dead_letter (company, at, record_partition, record_offset);
create index dead_letter_by_state on pulser.dead_letter (company, state, at, record_partition, record_offset);

-- Tasks -----------------------------------------------------------------------------------------------------------------

alter table pulser.task_queue
    add column line_index bigint, -- its number in the line that it waits in; null where it did not have to wait
    add column retry_at timestamptz, -- of a task that waits for its next attempt to be due
    add column cancel_requested_at timestamptz,
    -- What tells a repeated submission from a second use of its key, beside type, priority, payload and deadline.
    add column asked_agent text,
    add column timeout_ms bigint;

-- Lanes -----------------------------------------------------------------------------------------------------------------
-- A lane serves every company; who waits in which line is in the topic and not here, because it tells of other companies.

create table pulser.agent_status (
    agent text primary key,
    at timestamptz not null,
    capacity integer not null,
    running integer not null,
    waiting bigint not null,
    retrying bigint not null,
    paused boolean not null,
    mean_attempt_ms bigint
) with (fillfactor = 50);

call pulser.keep_companies_apart('pulser.command');
call pulser.keep_companies_apart('pulser.dead_letter_fate');

grant select, insert on pulser.command to pulser_projector;
grant select, insert, update on pulser.dead_letter_fate, pulser.agent_status to pulser_projector;
grant update (state, replayed_as, settled_at) on pulser.dead_letter to pulser_projector;
grant select on pulser.agent_status to pulser_reader;

-- As far as it is known of the letters that are here already. The owner is no company, and sees no rows while it is forced to
-- obey the policies.
alter table pulser.dead_letter no force row level security;
alter table pulser.dead_letter_fate no force row level security;
alter table pulser.task_queue no force row level security;

update pulser.dead_letter as letter set priority = task.priority, requester = task.requester
from pulser.task_queue as task
where task.company = letter.company and task.task_id = letter.task_id;

insert into pulser.dead_letter_fate (company, task_id, state, replayed_as, at)
select company, replay_of, 'replayed', min(task_id), min(created_at)
from pulser.task_queue
where replay_of is not null
group by company, replay_of;

update pulser.dead_letter as letter set state = fate.state, replayed_as = fate.replayed_as, settled_at = fate.at
from pulser.dead_letter_fate as fate
where fate.company = letter.company and fate.task_id = letter.task_id;

alter table pulser.dead_letter force row level security;
alter table pulser.dead_letter_fate force row level security;
alter table pulser.task_queue force row level security;
