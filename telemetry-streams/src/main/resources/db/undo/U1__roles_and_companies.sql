-- Reverts V1__roles_and_companies.sql: drops the schema and its history. The projection rebuilds it from Kafka.
-- Run by the owner after U2, with telemetry-streams stopped.

drop schema pulser cascade;

do $$
declare
    role_name text;
begin
    foreach role_name in array array['pulser_ingest', 'pulser_reader', 'pulser_projector'] loop
        begin
            execute 'drop role if exists ' || role_name;
        exception when dependent_objects_still_exist then
            raise notice 'role % is kept: another database of this server uses it', role_name;
        end;
    end loop;
end
$$;
