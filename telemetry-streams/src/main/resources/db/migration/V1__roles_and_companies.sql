-- Roles, row-level security by company, and the offsets of the projection.
-- Run by the owner of the schema, who needs CREATEROLE and CREATE on the database. Reverted by undo/U1__roles_and_companies.sql.

-- Roles belong to the server, not to the database, so they may exist already.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['pulser_reader nologin', 'pulser_projector nologin', 'pulser_ingest login'] loop
        if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
            execute 'create role ' || wanted;
        end if;
    end loop;
    if not pg_has_role('pulser_ingest', 'pulser_reader', 'member') then
        grant pulser_reader to pulser_ingest;
    end if;
    -- The owner becomes the projector by SET ROLE and, from PostgreSQL 16 on, only by that.
    if current_setting('server_version_num')::int >= 160000 then
        execute format('grant pulser_projector to %I with inherit false, set true', current_user);
    else
        execute format('grant pulser_projector to %I', current_user);
    end if;
end
$$;

alter role pulser_ingest set default_transaction_read_only = on;
alter role pulser_ingest set statement_timeout = '5s';
alter role pulser_ingest set idle_in_transaction_session_timeout = '10s';

grant usage on schema pulser to pulser_reader, pulser_projector;

-- Company context -----------------------------------------------------------------------------------------------------
-- Any session can set any value of a setting, and so can injected SQL. Therefore the setting pulser.context is signed:
--   company|backend pid|expiry in epoch seconds|hex(hmac_sha256(key, 'company|pid|expiry'))
-- Only pulser.company() can read the key; it returns the company, or null for an invalid context.

create table pulser.context_key (
    only_row boolean primary key default true check (only_row),
    -- The key, padded to a block and combined with the two constants of HMAC (RFC 2104), so that SQL needs sha256 only.
    inner_block bytea not null check (length(inner_block) = 64),
    outer_block bytea not null check (length(outer_block) = 64)
);

create function pulser.company() returns text
    language plpgsql stable security definer parallel restricted
    set search_path = pg_catalog, pg_temp
as $$
declare
    part text[] := string_to_array(current_setting('pulser.context', true), '|');
    signed text;
begin
    -- A local setting is null before the first transaction that sets it, and '' after it.
    if part is null
        or cardinality(part) <> 4
        or part[2] is distinct from pg_backend_pid()::text
        or part[3] !~ '^[0-9]{1,12}$'
        or part[3]::bigint <= extract(epoch from clock_timestamp())
    then
        return null;
    end if;
    select encode(sha256(outer_block || sha256(inner_block
            || convert_to(part[1] || '|' || part[2] || '|' || part[3], 'UTF8'))), 'hex')
        into signed
        from pulser.context_key;
    if signed = part[4] then
        return part[1];
    end if;
    return null;
end
$$;

revoke execute on function pulser.company() from public;
grant execute on function pulser.company() to pulser_reader;

-- Restricts readers of a table to the rows of their company; the projector writes the rows of all companies.
create procedure pulser.isolate_companies(tenant_table regclass)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('alter table %s force row level security', tenant_table);
    execute format('create policy reader on %s for select to pulser_reader using (company = (select pulser.company()))',
        tenant_table);
    execute format('create policy projector on %s to pulser_projector using (true) with check (true)', tenant_table);
    execute format('grant select on %s to pulser_reader', tenant_table);
end
$$;

revoke execute on procedure pulser.isolate_companies(regclass) from public;

-- Offsets of the projection, written in the transaction of the rows.
create table pulser.projection_offset (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    primary key (topic, partition)
) with (fillfactor = 50);

grant select, insert, update, delete on pulser.projection_offset to pulser_projector;
