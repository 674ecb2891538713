-- A language model that may read what customers want, instead of the local classifier. One row an organisation.
create table inbox.bot_models (
  org_id uuid not null,
  is_enabled boolean not null default false,
  -- Where the model answers: chat completions lie under it.
  base_url text not null,
  model text not null,
  -- Sealed; null for a server that asks for none.
  api_key text,
  timeout_seconds int not null,
  hourly_budget int not null,
  -- The hour that is being counted, and the questions asked in it.
  hour timestamptz,
  asked int not null default 0,
  -- The last time it did not answer; the local classifier took its place.
  last_fault text,
  last_fault_at timestamptz,
  updated_at timestamptz not null,
  constraint bot_models_pkey primary key (org_id),
  constraint bot_models_timeout check (timeout_seconds between 1 and 20),
  constraint bot_models_budget check (hourly_budget between 1 and 100000)
);
select core.make_tenant('inbox.bot_models');
