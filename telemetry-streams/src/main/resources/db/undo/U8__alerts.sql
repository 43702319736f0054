-- Takes V8__alerts.sql back. Alerts are nowhere else: dump pulser.alert first where they matter. Run by the owner, with
-- telemetry-streams stopped.

drop table pulser.trouble;
drop table pulser.alert;
delete from pulser.schema_history where version = '8';
