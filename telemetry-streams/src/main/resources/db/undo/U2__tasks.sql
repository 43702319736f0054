-- Reverts V2__tasks.sql. The tasks are rebuilt from Kafka's events. Run by the owner after U3, with telemetry-streams stopped.

drop procedure pulser.analyze_new_tables();
drop table pulser.tool_call, pulser.task_event, pulser.task_queue;

-- Read the topic again after the next migration.
delete from pulser.projection_offset where topic = 'pulser.task.events';
delete from pulser.schema_history where version = '2';
