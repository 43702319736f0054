-- Reverts V5__tools.sql. Run by the owner after U6, with telemetry-streams stopped.

drop table pulser.tool_change, pulser.tool;

-- Read the topics again after the next migration.
delete from pulser.projection_offset where topic in ('pulser.tools.definitions', 'pulser.tools.approvals');
delete from pulser.schema_history where version = '5';
