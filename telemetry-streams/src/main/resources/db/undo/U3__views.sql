-- Takes V3__views.sql back. Run by the owner.

drop view pulser.tool_usage, pulser.queue_depth, pulser.agent_throughput_hourly, pulser.task_attempt, pulser.task_overview;
drop function pulser.as_jsonb(text);
delete from pulser.schema_history where version = '3';
