-- Reverts V3__commands_and_dead_letters.sql. The audit log is stored nowhere else: dump pulser.audit_log first if it matters.
-- Run by the owner after U4, with telemetry-streams stopped.

drop table pulser.dead_letter_resolution, pulser.dead_letter, pulser.command;
drop table pulser.audit_log cascade;
drop function pulser.append_to_audit_log(), pulser.reject_audit_log_change();

-- Read the topics again after the next migration.
delete from pulser.projection_offset where topic in ('pulser.commands', 'pulser.tasks.dead-letter');
delete from pulser.schema_history where version = '3';
