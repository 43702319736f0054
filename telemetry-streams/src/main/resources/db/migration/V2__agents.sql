-- What is kept about agents: memory, figures, health. undo/U2__agents.sql takes it back.

create table pulser.agent_memory (
    company text not null,
    memory_id text not null,
    agent_name text not null,
    memory_type text not null,
    content text not null,
    -- 384 dimensions. vector where the server has pgvector, else real[] with the same queries, exactly.
    embedding real[] check (cardinality(embedding) = 384),
    metadata jsonb not null default '{}',
    created_at timestamptz not null,
    primary key (company, memory_id)
);

create index agent_memory_by_agent on pulser.agent_memory (company, agent_name, memory_type, created_at);

do $$
declare
    home text;
begin
    if exists (select from pg_available_extensions where name = 'vector') then
        create extension if not exists vector with schema public;
        select extnamespace::regnamespace::text into home from pg_extension where extname = 'vector';
        alter table pulser.agent_memory drop column embedding;
        execute format('alter table pulser.agent_memory add column embedding %s.vector(384)', home);
    end if;
exception when insufficient_privilege then
    raise notice 'pgvector is on this server, but only a superuser may create it here: embeddings are kept as real[]';
end
$$;

create table pulser.agent_telemetry (
    company text not null,
    agent_name text not null,
    metric_name text not null,
    "timestamp" timestamptz not null,
    metric_value double precision not null,
    unit text not null,
    primary key (company, agent_name, metric_name, "timestamp")
);

create table pulser.agent_health_history (
    company text not null,
    agent_name text not null,
    at timestamptz not null,
    status text not null check (status in ('healthy', 'degraded', 'unhealthy')),
    reason text,
    figures jsonb not null default '{}',
    primary key (company, agent_name, at)
);

call pulser.keep_companies_apart('pulser.agent_memory');
call pulser.keep_companies_apart('pulser.agent_telemetry');
call pulser.keep_companies_apart('pulser.agent_health_history');

grant select, insert, update on pulser.agent_memory, pulser.agent_telemetry, pulser.agent_health_history to pulser_projector;
