-- What the daily work of the inbox needs besides: closed days, breaches already told, a search that stays quick.

-- Days on which the whole organisation is closed, as booking tells them: promises in business hours pass over them.
create table inbox.closed_days (
  org_id uuid not null,
  day date not null,
  name text not null,
  -- When booking told of it; an older word that arrives later changes nothing.
  told_at timestamptz not null default now(),
  constraint closed_days_pkey primary key (org_id, day)
);
select core.make_tenant('inbox.closed_days');
insert into inbox.closed_days (org_id, day, name, told_at) select org_id, day, name, now() from booking.holidays;

-- The due time whose passing was noted and told, so that it is told once.
alter table inbox.conversations add column due_told_at timestamptz;

-- The state from before no sign came any more (idle); null while nobody is missed.
alter table inbox.agents add column idle_from text;

-- Files that were uploaded and never sent are thrown away after a day.
create index attachments_unsent on inbox.attachments (org_id, created_at) where message_id is null;

-- Search in what was said, newest first. A common word is found among the latest messages at once and never asks the
-- trigram index for its millions; a rare one asks the index for everything older. The index knows no organisations:
-- asked together with the time index it would read all of that, so the organisation is compared afterwards.
create or replace function inbox.search_messages(org uuid, needle text, most int) returns table (conversation_id uuid, message_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  pattern text := '%' || needle || '%';
  edge timestamptz;
  found_count int;
begin
  if org is distinct from current_setting('app.org_id')::uuid then return; end if;
  select min(x.created_at) into edge from (
    select m.created_at from inbox.messages m where m.org_id = org order by m.created_at desc limit 20000) x;
  if edge is null then return; end if;
  return query select m.conversation_id, m.id, m.created_at from inbox.messages m
    where m.org_id = org and m.created_at >= edge and (m.direction <> 'internal' or m.kind = 'note') and m.body ilike pattern
    order by m.created_at desc limit most;
  get diagnostics found_count = row_count;
  if found_count >= most or length(needle) < 3 then return; end if;
  return query with hits as materialized (
      select m.org_id, m.conversation_id, m.id, m.created_at from inbox.messages m
      where m.body ilike pattern and (m.direction <> 'internal' or m.kind = 'note') limit 50000)
    select h.conversation_id, h.id, h.created_at from hits h where h.org_id = org and h.created_at < edge
    order by h.created_at desc limit most - found_count;
end
$$;
create or replace function inbox.search_contacts(org uuid, needle text, most int) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if org is distinct from current_setting('app.org_id')::uuid or length(needle) < 2 then return; end if;
  return query with hits as materialized (
      select c.org_id, c.id, c.last_incoming_at from inbox.contacts c
      where (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) ilike '%' || needle || '%' limit 50000)
    select h.id from hits h where h.org_id = org order by h.last_incoming_at desc nulls last limit most;
end
$$;

-- One spell of each member runs, no more.
create unique index agent_spells_running on inbox.agent_spells (org_id, member_id) where ends_at is null;
