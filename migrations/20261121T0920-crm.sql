-- The people we serve: one record per client, whatever they come by.

create schema crm;

create table crm.clients (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  email text,
  phone text,
  address_line1 text,
  address_line2 text,
  city text,
  postcode text,
  access_notes text not null default '',
  tags text[] not null default '{}',
  source text not null default 'office',
  -- Start of the latest completed visit; kept from crm.visits, for sorting the list.
  last_visit_at timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint clients_pkey primary key (org_id, id)
);
create index clients_by_email on crm.clients (org_id, lower(email));
create index clients_by_phone on crm.clients (org_id, phone);
create index clients_by_name on crm.clients (org_id, lower(name), id);
create index clients_by_created on crm.clients (org_id, created_at desc, id desc);
select core.make_tenant('crm.clients');

create table crm.client_notes (
  org_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  body text not null,
  pinned boolean not null default false,
  author text not null,
  member_id uuid,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint client_notes_pkey primary key (org_id, id),
  constraint client_notes_client_fkey foreign key (org_id, client_id) references crm.clients (org_id, id) on delete cascade
);
create index client_notes_of_client on crm.client_notes (org_id, client_id, created_at desc);
select core.make_tenant('crm.client_notes');

-- Visits of clients as their events told them: enough for "last visit", and for whose clients they are, without
-- asking the module above.
create table crm.visits (
  org_id uuid not null,
  -- The appointment's own id.
  id uuid not null,
  client_id uuid not null,
  staff_id uuid not null,
  starts_at timestamptz not null,
  status text not null,
  -- When the facts held, so that an event that comes late changes nothing.
  told_at timestamptz not null,
  constraint visits_pkey primary key (org_id, id),
  constraint visits_client_fkey foreign key (org_id, client_id) references crm.clients (org_id, id) on delete cascade
);
create index visits_of_client on crm.visits (org_id, client_id, starts_at desc);
select core.make_tenant('crm.visits');

-- What happened with a client, over all modules; written by listeners from events.
create table crm.timeline (
  org_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  kind text not null constraint timeline_kind_check check (kind in ('visit', 'payment', 'message', 'note', 'change')),
  title text not null,
  detail text not null default '',
  amount bigint,
  currency text,
  actor text not null,
  ref_type text,
  ref_id uuid,
  constraint timeline_pkey primary key (org_id, id),
  constraint timeline_client_fkey foreign key (org_id, client_id) references crm.clients (org_id, id) on delete cascade
);
create index timeline_of_client on crm.timeline (org_id, client_id, at desc, id desc);
select core.make_tenant('crm.timeline');

-- Filters that people keep by name, for any list.
create table crm.saved_views (
  org_id uuid not null,
  id uuid not null,
  list text not null,
  name text not null,
  query text not null,
  member_id uuid,
  position int not null default 0,
  created_at timestamptz not null,
  constraint saved_views_pkey primary key (org_id, id)
);
create index saved_views_of_list on crm.saved_views (org_id, list, position);
select core.make_tenant('crm.saved_views');

create index idx_contacts_name_trgm on crm.clients using gin
  ((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(postcode, '')) gin_trgm_ops);
create function crm.search_clients(org uuid, needle text, most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from crm.clients c
  where c.org_id = org and org = current_setting('app.org_id')::uuid and c.deleted_at is null
    and (coalesce(c.name, '') || ' ' || coalesce(c.email, '') || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.postcode, ''))
        ilike '%' || needle || '%'
  order by c.name limit most
$$;
