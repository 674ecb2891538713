-- Dashboards: what an organisation has set about them, and the files made of them.

create schema analytics;

-- Thresholds and refresh: one row per organisation; defaults live in the code.
create table analytics.settings (
  org_id uuid not null constraint settings_pkey primary key,
  settings jsonb not null,
  updated_at timestamptz not null
);
select core.make_tenant('analytics.settings');

-- Files of dashboards, tables, charts and rows, being made or made.
create table analytics.exports (
  org_id uuid not null,
  id uuid not null,
  kind text not null constraint exports_kind_check check (kind in ('pdf', 'summary', 'xlsx', 'csv', 'png')),
  -- A table's, chart's or rows' key; empty for the whole dashboard.
  subject text not null default '',
  filter jsonb not null,
  name text not null,
  status text not null constraint exports_status_check check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- 0 to 100.
  progress int not null default 0 constraint exports_progress_check check (progress between 0 and 100),
  error text,
  storage_key text,
  media_type text,
  bytes bigint,
  -- The member who asked for it.
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint exports_pkey primary key (org_id, id)
);
create index exports_of_member on analytics.exports (org_id, created_by, created_at desc);
create index exports_by_time on analytics.exports (org_id, created_at);
select core.make_tenant('analytics.exports');
