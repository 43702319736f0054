-- Reverts V4__agents.sql. The health history is stored nowhere else: dump pulser.agent_health_history first if it matters.
-- Run by the owner after U5, with telemetry-streams stopped.

drop table pulser.agent_spending, pulser.agent_health_history, pulser.agent_status, pulser.agent;

-- Read the topics again after the next migration.
delete from pulser.projection_offset where topic in ('pulser.agents.definitions', 'pulser.agents.status');
delete from pulser.schema_history where version = '4';
