-- Takes V7__tools.sql back. What was audited stays audited. Run by the owner, after U8, with telemetry-streams stopped.

drop view pulser.tool_figures;
drop table pulser.tool_change;
drop table pulser.tool;

-- So that they are read again where the migration is made again.
delete from pulser.projection_offset where topic in ('pulser.tools.offers', 'pulser.tools.approvals');

delete from pulser.schema_history where version = '7';
