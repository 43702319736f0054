-- Reverts V7__views.sql. Run by the owner.

drop view
    pulser.tool_statistics,
    pulser.agent_statistics,
    pulser.agent_cost_daily,
    pulser.queue_depth,
    pulser.agent_throughput_hourly,
    pulser.task_attempt,
    pulser.task_overview;
drop function pulser.as_jsonb(text);
delete from pulser.schema_history where version = '7';
