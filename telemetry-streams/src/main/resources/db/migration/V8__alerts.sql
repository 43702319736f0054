-- What people are told. It belongs to no company, as agents and tools do not. undo/U8__alerts.sql takes it back.

-- The id says what an alert is about and since when: however often that is found, it is one row, and told once.
create table pulser.alert (
    id text primary key,
    at timestamptz not null,
    kind text not null, -- agent-unhealthy, agent-back, queue-deep, service-level, tool-quarantined
    subject text not null, -- 'agent maya', 'queue maya', 'level maya', 'tool files/read'
    text text not null,
    -- pending: it has still to be told; void: it was held back, and no longer so when its time came.
    state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'void')),
    due timestamptz not null, -- of what is pending: not before
    attempts integer not null default 0,
    delivered text[] not null default '{}', -- the channels that have taken it
    sent_at timestamptz,
    last_error text
);

create index alert_by_due on pulser.alert (due) where state = 'pending';
create index alert_by_subject on pulser.alert (subject, at);

-- What is found by looking, and not told by one record: it may have to last before anybody is told.
create table pulser.trouble (
    kind text not null,
    subject text not null,
    since timestamptz not null,
    primary key (kind, subject)
);

grant select, insert, update on pulser.alert to pulser_projector;
grant select, insert, delete on pulser.trouble to pulser_projector;
grant select on pulser.alert, pulser.trouble to pulser_reader;
