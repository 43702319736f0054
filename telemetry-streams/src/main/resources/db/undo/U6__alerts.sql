-- Reverts V6__alerts.sql. Alerts are stored nowhere else: dump pulser.alert first if they matter.
-- Run by the owner after U7, with telemetry-streams stopped.

drop table pulser.open_incident, pulser.alert;
delete from pulser.schema_history where version = '6';
