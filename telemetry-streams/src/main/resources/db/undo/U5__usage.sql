-- Takes V5__usage.sql back; what tasks have used stays in Kafka's events. Run by the owner, after U6, with telemetry-streams
-- stopped.

drop view pulser.agent_cost_daily;
alter table pulser.tool_call drop column definition, drop column code, drop column agent;
drop index pulser.task_queue_by_usage;
alter table pulser.task_queue drop column cost_micros, drop column output_tokens, drop column input_tokens;
delete from pulser.schema_history where version = '5';
