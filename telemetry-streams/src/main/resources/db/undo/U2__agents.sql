-- Takes V2__agents.sql back. Memories are nowhere else: dump pulser.agent_memory first where they matter.
-- Run by the owner, after U3, with telemetry-streams stopped. The extension vector stays.

drop table pulser.agent_health_history;
drop table pulser.agent_telemetry;
drop table pulser.agent_memory;
delete from pulser.schema_history where version = '2';
