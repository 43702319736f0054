-- What tasks have used (tokens of models, money), and what is known of each call of a tool beside its sizes.
-- undo/U5__usage.sql takes it back.

-- Of the task so far, over all attempts. Money in millionths of a US dollar.
alter table pulser.task_queue
    add column input_tokens bigint not null default 0,
    add column output_tokens bigint not null default 0,
    add column cost_micros bigint not null default 0;

-- Costs nothing for tasks that use nothing.
create index task_queue_by_usage on pulser.task_queue (company, assigned_agent, updated_at)
    where cost_micros > 0 or input_tokens > 0 or output_tokens > 0;

alter table pulser.tool_call
    add column agent text, -- that made the call
    add column code text, -- what went wrong, where something did
    add column definition text; -- hash of the definition that it was called by

-- A task is counted on the day (UTC) of its last event, for the agent that had it last.
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

grant select on pulser.agent_cost_daily to pulser_reader;
