-- Alerts to operators, which belong to no company. Reverted by undo/U6__alerts.sql.

-- The id contains kind, subject and start, so that an incident is one alert, however often it is found.
create table pulser.alert (
    id text primary key,
    at timestamptz not null,
    kind text not null, -- agent-unhealthy, agent-recovered, queue-depth, service-level, tool-quarantined
    subject text not null, -- 'agent maya', 'queue maya', 'service-level maya', 'tool files/read'
    text text not null,
    -- suppressed: postponed, and its condition ended before anything was sent.
    state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'suppressed')),
    due_at timestamptz not null, -- earliest time of the next attempt
    attempts integer not null default 0,
    delivered_to text[] not null default '{}', -- channels that have accepted it
    sent_at timestamptz,
    last_error text
);

create index alert_by_due_time on pulser.alert (due_at) where state = 'pending';
create index alert_by_subject on pulser.alert (subject, at);

-- Conditions that rules find by polling, and that have to last before an alert is sent.
create table pulser.open_incident (
    kind text not null,
    subject text not null,
    since timestamptz not null,
    primary key (kind, subject)
);

grant select, insert, update on pulser.alert to pulser_projector;
grant select, insert, delete on pulser.open_incident to pulser_projector;
grant select on pulser.alert, pulser.open_incident to pulser_reader;
