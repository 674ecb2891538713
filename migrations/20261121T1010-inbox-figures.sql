-- Figures of the inbox kept ready by local day: tables, and the marks that writes leave for the worker.

-- How far an organisation's figures are. The version goes up whenever a figure may have changed.
create table core.rollup_state (
  org_id uuid not null constraint rollup_state_pkey primary key,
  version bigint not null default 0,
  refreshed_at timestamptz not null,
  -- Months before this one are summed up: a month is, once it is over.
  months_until date,
  -- When a sample was last compared with its recount, and what differed then.
  checked_at timestamptz,
  differences int not null default 0,
  difference text not null default ''
);
select core.make_tenant('core.rollup_state');
-- One row that changes with every refresh, and marks that live for a second: sweep both often.
alter table core.rollup_state set (autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);
alter table core.rollup_marks set (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);

-- The first instant that has this date on the clocks of the zone, also where clocks change at midnight: a midnight that
-- is skipped begins after the gap, of two midnights the first counts.
create function core.start_of_day(day date, zone text) returns timestamptz language sql stable as $$
  select case when (first.at at time zone zone)::date = day then first.at else usual.at end
  from (select day::timestamp at time zone zone as at) usual,
       lateral (select (day::timestamp - ((usual.at - interval '4 hours') at time zone zone
                         - (usual.at - interval '4 hours') at time zone 'UTC')) at time zone 'UTC' as at) first
$$;

-- Leaves a mark for each rollup and day, once in a transaction however many statements it has.
create function core.mark_days(org uuid, rollups text[], days date[]) returns void language plpgsql as $$
declare
  known text := coalesce(current_setting('frontdesk.marks', true), '');
  wanted text;
  marked date;
begin
  foreach wanted in array rollups loop
    for marked in select distinct d from unnest(days) d where d is not null loop
      continue when position(org || wanted || marked in known) > 0;
      insert into core.rollup_marks (org_id, rollup, day) values (org, wanted, marked);
      if length(known) < 8000 then known := known || ' ' || org || wanted || marked; end if;
    end loop;
  end loop;
  perform set_config('frontdesk.marks', known, true);
end $$;

-- The same for the local days of instants.
create function core.mark_instants(org uuid, rollups text[], instants timestamptz[]) returns void language plpgsql as $$
declare
  zone text := (select o.zone from core.orgs o where o.id = org);
begin
  perform core.mark_days(org, rollups,
    (select array_agg(distinct (i at time zone zone)::date) from unnest(instants) i where i is not null));
end $$;

-- Another zone means other days: everything is computed anew.
create function core.mark_zone() returns trigger language plpgsql as $$
begin
  insert into core.rollup_marks (org_id, rollup, day) values (new.id, '*', current_date);
  return null;
end $$;
create trigger orgs_mark_zone after update of zone on core.orgs
  for each row when (old.zone is distinct from new.zone) execute function core.mark_zone();

-- Every table below holds sums for each channel, each person, each pair of both, and for all: the nil uuid stands for
-- "all", that of all f for "nobody", that of all e for the bot. What is asked for is then a plain sum over few rows: one
-- short stretch of the primary key. All rows of some days, which only the worker asks for, are found by `day + 0`: an index
-- on the day itself looks better to a plan made before the days are known, and reads everybody's rows of the period.

-- Conversations by the day they were opened; `closed` and `back` by the day they were resolved and opened again.
-- The person is whom a conversation is assigned to today.
create table inbox.conversations_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  opened int not null,
  -- Of the opened ones: resolved by now; first answer in time, or late; who did the talking.
  resolved int not null,
  sla_met int not null,
  sla_breached int not null,
  by_bot int not null,
  by_agent int not null,
  by_both int not null,
  closed int not null,
  back int not null,
  constraint conversations_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index conversations_by_day_days on inbox.conversations_by_day (org_id, (day + 0));
select core.make_tenant('inbox.conversations_by_day');

-- Answers to waiting customers by the day of the answer. The person is who answered.
create table inbox.replies_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  -- By people.
  n int not null,
  wait_ms bigint not null,
  wait_open_ms bigint not null,
  promised int not null,
  within int not null,
  -- First answers, by people or the bot.
  first_n int not null,
  first_wait_ms bigint not null,
  first_wait_open_ms bigint not null,
  -- Any answer, by people or the bot.
  any_n int not null,
  any_wait_ms bigint not null,
  any_wait_open_ms bigint not null,
  constraint replies_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index replies_by_day_days on inbox.replies_by_day (org_id, (day + 0));
select core.make_tenant('inbox.replies_by_day');

-- The bucket of a waiting time: bounds grow by 1.05/0.95, so a value is at most 5 % off the middle of its bucket.
create function inbox.bucket_of(ms bigint) returns smallint language sql immutable as $$
  select case when ms <= 1 then 0 else ceil(ln(ms::float8) / ln(1.05::float8 / 0.95)) end::smallint
$$;

-- How waiting times are spread: how many fell into each bucket, and the buckets in which half and nine tenths are reached.
create table inbox.reply_spread_by_day (
  org_id uuid not null,
  kind text not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  buckets smallint[] not null,
  counts int[] not null,
  p50 smallint not null,
  p90 smallint not null,
  constraint reply_spread_by_day_pkey primary key (org_id, kind, channel_id, agent_id, day)
);
create index reply_spread_by_day_days on inbox.reply_spread_by_day (org_id, (day + 0));
select core.make_tenant('inbox.reply_spread_by_day');

-- Messages by the day they were written, private notes and events left out. The person is who wrote them, and for
-- messages of customers whom the conversation is assigned to today.
create table inbox.messages_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  incoming int not null,
  outgoing int not null,
  -- Of the outgoing ones, how far they got.
  waiting int not null,
  sent int not null,
  delivered int not null,
  read int not null,
  failed int not null,
  price_amount bigint not null,
  auto_sent int not null,
  auto_failed int not null,
  -- By the hour of the local clock: its first instant, what the clock shows, how many came and went.
  hour_at timestamptz[] not null,
  hour_of smallint[] not null,
  hour_in int[] not null,
  hour_out int[] not null,
  constraint messages_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index messages_by_day_days on inbox.messages_by_day (org_id, (day + 0));
select core.make_tenant('inbox.messages_by_day');

-- Messages that failed, by the day they were written and why.
create table inbox.failures_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  category text not null,
  code text not null,
  title text not null,
  n int not null,
  constraint failures_by_day_pkey primary key (org_id, channel_id, agent_id, category, code, title, day)
);
create index failures_by_day_days on inbox.failures_by_day (org_id, (day + 0));
select core.make_tenant('inbox.failures_by_day');

-- Resolutions by their day. The person is who resolved.
create table inbox.resolutions_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  n int not null,
  took_ms bigint not null,
  took_open_ms bigint not null,
  -- Opened again since.
  reopened int not null,
  constraint resolutions_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index resolutions_by_day_days on inbox.resolutions_by_day (org_id, (day + 0));
select core.make_tenant('inbox.resolutions_by_day');

-- Answers to "How did we do?" by the day of the answer.
create table inbox.ratings_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  n int not null,
  score int not null,
  bot_n int not null,
  bot_score int not null,
  human_n int not null,
  human_score int not null,
  constraint ratings_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index ratings_by_day_days on inbox.ratings_by_day (org_id, (day + 0));
select core.make_tenant('inbox.ratings_by_day');

-- Conversations with the bot by the day they began. The person is whom the conversation is assigned to today.
create table inbox.bot_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  -- `all` of them, those of one `intent`, or those that were handed over for one `reason`.
  kind text not null,
  intent text not null,
  reason text not null,
  sessions int not null,
  solved int not null,
  escalated int not null,
  dropped int not null,
  constraint bot_by_day_pkey primary key (org_id, channel_id, agent_id, kind, intent, reason, day)
);
create index bot_by_day_days on inbox.bot_by_day (org_id, (day + 0));
select core.make_tenant('inbox.bot_by_day');

-- Customers by each day on which they began a conversation. Distinct customers of any period are exact: whoever was seen
-- on the day and not since the period began counts once.
create table inbox.contacts_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  -- Never seen before, and seen before.
  fresh int not null,
  back int not null,
  -- Here (with this channel and person) for the first time but known elsewhere: by the day they were first seen.
  known_days date[] not null,
  known_counts int[] not null,
  -- Here before: by the day they were last seen here.
  seen_days date[] not null,
  seen_counts int[] not null,
  constraint contacts_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index contacts_by_day_days on inbox.contacts_by_day (org_id, (day + 0));
select core.make_tenant('inbox.contacts_by_day');

-- Leads and bookings that came of talking, by their day. Cancelled ones are left out.
create table inbox.conversions_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  leads int not null,
  bookings int not null,
  amount bigint not null,
  constraint conversions_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index conversions_by_day_days on inbox.conversions_by_day (org_id, (day + 0));
select core.make_tenant('inbox.conversions_by_day');

-- Tickets by the day they were opened and the day they were resolved. The person is whom they are assigned to today, the
-- channel that of their conversation.
create table inbox.tickets_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  created int not null,
  resolved int not null,
  constraint tickets_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index tickets_by_day_days on inbox.tickets_by_day (org_id, (day + 0));
select core.make_tenant('inbox.tickets_by_day');

-- Time of each person in each state, cut at local midnights. Spells that still run are read beside it.
create table inbox.agent_time_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  agent_id uuid not null,
  day date not null,
  online_ms bigint not null,
  busy_ms bigint not null,
  away_ms bigint not null,
  constraint agent_time_by_day_pkey primary key (org_id, channel_id, agent_id, day)
);
create index agent_time_by_day_days on inbox.agent_time_by_day (org_id, (day + 0));
select core.make_tenant('inbox.agent_time_by_day');

-- What became of each broadcast, by the day it began.
create table inbox.broadcasts_by_day (
  org_id uuid not null,
  channel_id uuid not null,
  broadcast_id uuid not null,
  day date not null,
  recipients int not null,
  sent int not null,
  delivered int not null,
  read int not null,
  failed int not null,
  conversions int not null,
  amount bigint not null,
  constraint broadcasts_by_day_pkey primary key (org_id, channel_id, broadcast_id, day)
);
create index broadcasts_by_day_days on inbox.broadcasts_by_day (org_id, (day + 0));
select core.make_tenant('inbox.broadcasts_by_day');

-- Whole months of what is asked for by person or intent; `day` is the first of the month. Summed up from the days.
create table inbox.conversations_by_month (like inbox.conversations_by_day including all);
select core.make_tenant('inbox.conversations_by_month');
create table inbox.replies_by_month (like inbox.replies_by_day including all);
select core.make_tenant('inbox.replies_by_month');
create table inbox.reply_spread_by_month (like inbox.reply_spread_by_day including all);
select core.make_tenant('inbox.reply_spread_by_month');
create table inbox.ratings_by_month (like inbox.ratings_by_day including all);
select core.make_tenant('inbox.ratings_by_month');
create table inbox.bot_by_month (like inbox.bot_by_day including all);
select core.make_tenant('inbox.bot_by_month');
create table inbox.failures_by_month (like inbox.failures_by_day including all);
select core.make_tenant('inbox.failures_by_month');
create table inbox.contacts_by_month (like inbox.contacts_by_day including all);
select core.make_tenant('inbox.contacts_by_month');
create table inbox.agent_time_by_month (like inbox.agent_time_by_day including all);
select core.make_tenant('inbox.agent_time_by_month');

-- Short stretches of an index: starting other processes to help would take longer than reading them.
do $$
declare kept text;
begin
  for kept in select tablename from pg_tables where schemaname = 'inbox' and tablename ~ '_by_(day|month)$' loop
    execute format('alter table inbox.%I set (parallel_workers = 0)', kept);
  end loop;
end $$;

-- What recomputing a day asks for.
create index resolutions_by_reopened on inbox.resolutions (org_id, reopened_at) where reopened_at is not null;
create index agent_spells_by_end on inbox.agent_spells (org_id, ends_at);
create index contacts_merged on inbox.contacts (org_id, merged_into) where merged_into is not null;
create index conversions_of_broadcast on inbox.conversions (org_id, broadcast_id) where broadcast_id is not null;
create index broadcasts_by_start on inbox.broadcasts (org_id, started_at) where started_at is not null;

-- ---- Marks ----

-- Days of the broadcasts that messages, recipients or conversions belong to.
create function inbox.mark_broadcasts(org uuid, ids uuid[]) returns void language plpgsql as $$
begin
  perform core.mark_instants(org, array['inbox.broadcasts_by_day'],
    (select array_agg(b.started_at) from inbox.broadcasts b where b.org_id = org and b.id = any(ids)));
end $$;

create function inbox.mark_new_messages() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(distinct created_at) as instants, bool_or(status = 'failed') as failed,
           array_agg(distinct broadcast_id) filter (where broadcast_id is not null) as broadcasts
    from new_rows where direction <> 'internal' group by org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.messages_by_day'], touched.instants);
    if touched.failed then perform core.mark_instants(touched.org_id, array['inbox.failures_by_day'], touched.instants); end if;
    if touched.broadcasts is not null then perform inbox.mark_broadcasts(touched.org_id, touched.broadcasts); end if;
  end loop;
  return null;
end $$;
create function inbox.mark_old_messages() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(distinct created_at) as instants,
           array_agg(distinct broadcast_id) filter (where broadcast_id is not null) as broadcasts
    from old_rows where direction <> 'internal' group by org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.messages_by_day', 'inbox.failures_by_day'], touched.instants);
    if touched.broadcasts is not null then perform inbox.mark_broadcasts(touched.org_id, touched.broadcasts); end if;
  end loop;
  return null;
end $$;
create function inbox.mark_changed_messages() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select n.org_id, array_agg(distinct n.created_at) || array_agg(distinct o.created_at) as instants,
           bool_or(n.status = 'failed' or o.status = 'failed') as failed,
           array_agg(distinct n.broadcast_id) filter (where n.broadcast_id is not null) as broadcasts
    from new_rows n join old_rows o on o.org_id = n.org_id and o.id = n.id
    where (n.direction <> 'internal' or o.direction <> 'internal')
      and (n.status, n.price_amount, n.created_at, n.direction, n.channel_id, n.conversation_id, n.author_id,
           n.author_kind, n.failure_category, n.failure_code, n.failure_title)
        is distinct from (o.status, o.price_amount, o.created_at, o.direction, o.channel_id, o.conversation_id, o.author_id,
           o.author_kind, o.failure_category, o.failure_code, o.failure_title)
    group by n.org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.messages_by_day'], touched.instants);
    if touched.failed then perform core.mark_instants(touched.org_id, array['inbox.failures_by_day'], touched.instants); end if;
    if touched.broadcasts is not null then perform inbox.mark_broadcasts(touched.org_id, touched.broadcasts); end if;
  end loop;
  return null;
end $$;
create trigger messages_mark_insert after insert on inbox.messages
  referencing new table as new_rows for each statement execute function inbox.mark_new_messages();
create trigger messages_mark_update after update on inbox.messages
  referencing old table as old_rows new table as new_rows for each statement execute function inbox.mark_changed_messages();
create trigger messages_mark_delete after delete on inbox.messages
  referencing old table as old_rows for each statement execute function inbox.mark_old_messages();

-- Days on which these people began conversations since the given instants: who was seen last, and when, may be another
-- day for each of them. A person is a contact with all that were merged into it.
create function inbox.mark_contacts(org uuid, contacts uuid[], since timestamptz) returns void language plpgsql as $$
begin
  perform core.mark_instants(org, array['inbox.contacts_by_day'], (
    with people as materialized (
      select distinct coalesce(k.merged_into, k.id) as id from inbox.contacts k
      where k.org_id = org and k.id = any(contacts)),
    all_of_them as materialized (
      select id from people
      union select k.id from people p join inbox.contacts k on k.org_id = org and k.merged_into = p.id
      union select unnest(contacts))
    select array_agg(distinct c.opened_at) from all_of_them a
    join inbox.conversations c on c.org_id = org and c.contact_id = a.id and c.opened_at >= since));
end $$;

create function inbox.mark_new_conversations() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(distinct opened_at) as instants, array_agg(distinct contact_id) as contacts,
           min(opened_at) as since
    from new_rows group by org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.conversations_by_day'], touched.instants);
    perform inbox.mark_contacts(touched.org_id, touched.contacts, touched.since);
  end loop;
  return null;
end $$;
create function inbox.mark_old_conversations() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(distinct opened_at) as instants, array_agg(distinct contact_id) as contacts,
           min(opened_at) as since, array_agg(id) as ids
    from old_rows group by org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.conversations_by_day', 'inbox.contacts_by_day'], touched.instants);
    perform inbox.mark_contacts(touched.org_id, touched.contacts, touched.since);
    -- Tickets outlive their conversation, and lose its channel.
    perform core.mark_instants(touched.org_id, array['inbox.tickets_by_day'],
      (select array_agg(t.created_at) || array_agg(t.resolved_at) from inbox.tickets t
       where t.org_id = touched.org_id and t.conversation_id = any(touched.ids)));
  end loop;
  return null;
end $$;
-- Most changes (another message came) move no figure. Another assignee moves everything that is counted for whom a
-- conversation is assigned to.
create function inbox.mark_changed_conversations() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select n.org_id, array_agg(distinct n.opened_at) || array_agg(distinct o.opened_at) as instants,
           array_agg(n.id) filter (where n.assignee_id is distinct from o.assignee_id or n.channel_id <> o.channel_id) as moved,
           array_agg(n.id) filter (where n.assignee_id is distinct from o.assignee_id or n.channel_id <> o.channel_id
             or n.handled_by <> o.handled_by) as carried,
           array_agg(distinct n.contact_id) filter (where n.assignee_id is distinct from o.assignee_id
             or n.channel_id <> o.channel_id or n.contact_id <> o.contact_id or n.opened_at <> o.opened_at) as contacts,
           array_agg(distinct o.contact_id) filter (where n.contact_id <> o.contact_id) as old_contacts,
           least(min(n.opened_at), min(o.opened_at)) as since
    from new_rows n join old_rows o on o.org_id = n.org_id and o.id = n.id
    where n.assignee_id is distinct from o.assignee_id or n.channel_id <> o.channel_id or n.contact_id <> o.contact_id
       or n.opened_at <> o.opened_at or (n.status = 'resolved') <> (o.status = 'resolved')
       or n.first_sla <> o.first_sla or n.handled_by <> o.handled_by
    group by n.org_id
  loop
    perform core.mark_instants(touched.org_id, array['inbox.conversations_by_day'], touched.instants);
    if touched.contacts is not null then
      perform core.mark_instants(touched.org_id, array['inbox.contacts_by_day'], touched.instants);
      perform inbox.mark_contacts(touched.org_id, touched.contacts || touched.old_contacts, touched.since);
    end if;
    if touched.carried is not null then
      perform core.mark_instants(touched.org_id, array['inbox.conversations_by_day'],
        (select array_agg(r.resolved_at) || array_agg(r.reopened_at) from inbox.resolutions r
         where r.org_id = touched.org_id and r.conversation_id = any(touched.carried)));
    end if;
    continue when touched.moved is null;
    perform core.mark_instants(touched.org_id, array['inbox.messages_by_day'],
      (select array_agg(m.created_at) from inbox.messages m
       where m.org_id = touched.org_id and m.conversation_id = any(touched.moved) and m.direction = 'in'));
    perform core.mark_instants(touched.org_id, array['inbox.bot_by_day'],
      (select array_agg(s.started_at) from inbox.bot_sessions s
       where s.org_id = touched.org_id and s.conversation_id = any(touched.moved)));
    perform core.mark_instants(touched.org_id, array['inbox.tickets_by_day'],
      (select array_agg(t.created_at) || array_agg(t.resolved_at) from inbox.tickets t
       where t.org_id = touched.org_id and t.conversation_id = any(touched.moved)));
  end loop;
  return null;
end $$;
create trigger conversations_mark_insert after insert on inbox.conversations
  referencing new table as new_rows for each statement execute function inbox.mark_new_conversations();
create trigger conversations_mark_update after update on inbox.conversations
  referencing old table as old_rows new table as new_rows for each statement execute function inbox.mark_changed_conversations();
create trigger conversations_mark_delete after delete on inbox.conversations
  referencing old table as old_rows for each statement execute function inbox.mark_old_conversations();

-- Merging and splitting contacts makes one person of two, or two of one.
create function inbox.mark_changed_contacts() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select n.org_id, array_agg(n.id) || array_agg(o.merged_into) filter (where o.merged_into is not null) as contacts
    from new_rows n join old_rows o on o.org_id = n.org_id and o.id = n.id
    where n.merged_into is distinct from o.merged_into group by n.org_id
  loop
    perform inbox.mark_contacts(touched.org_id, touched.contacts, '-infinity');
  end loop;
  return null;
end $$;
create trigger contacts_mark_update after update on inbox.contacts
  referencing old table as old_rows new table as new_rows for each statement execute function inbox.mark_changed_contacts();

-- The other facts stand for themselves: the days of the old and the new row count anew. Arguments of the trigger: the
-- columns with their instants, the rollups they move, and what must have changed for a figure to change.
create function inbox.mark_facts() returns trigger language plpgsql as $$
declare
  columns text := (select string_agg(format('array_agg(distinct f.%I)', trim(c)), ' || ') from unnest(string_to_array(tg_argv[0], ',')) c);
  rollups text[] := string_to_array(tg_argv[1], ',');
  compared text := 'org_id, id, ' || tg_argv[0] || coalesce(',' || nullif(tg_argv[2], ''), '');
  source text := case tg_op
    when 'INSERT' then 'select * from new_rows' when 'DELETE' then 'select * from old_rows'
    else format('(select %1$s from old_rows except select %1$s from new_rows)
      union all (select %1$s from new_rows except select %1$s from old_rows)', compared) end;
  touched record;
begin
  for touched in execute format('select f.org_id, %s as instants from (%s) f group by f.org_id', columns, source) loop
    perform core.mark_instants(touched.org_id, rollups, touched.instants);
  end loop;
  return null;
end $$;

create trigger replies_mark_insert after insert on inbox.replies referencing new table as new_rows for each statement
  execute function inbox.mark_facts('replied_at', 'inbox.replies_by_day,inbox.reply_spread_by_day', '');
create trigger replies_mark_update after update on inbox.replies referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('replied_at', 'inbox.replies_by_day,inbox.reply_spread_by_day',
  'channel_id,agent_id,wait_ms,wait_open_ms,is_first,is_within');
create trigger replies_mark_delete after delete on inbox.replies referencing old table as old_rows for each statement
  execute function inbox.mark_facts('replied_at', 'inbox.replies_by_day,inbox.reply_spread_by_day', '');

-- Resolutions also count on the day their conversation began, which may have begun resolved.
create function inbox.mark_resolved(org uuid, resolutions inbox.resolutions[]) returns void language plpgsql as $$
begin
  perform core.mark_instants(org, array['inbox.resolutions_by_day', 'inbox.conversations_by_day'],
    (select array_agg(r.resolved_at) || array_agg(r.reopened_at) from unnest(resolutions) r));
  perform core.mark_instants(org, array['inbox.conversations_by_day'],
    (select array_agg(c.opened_at) from unnest(resolutions) r
     join inbox.conversations c on c.org_id = org and c.id = r.conversation_id));
end $$;
create function inbox.mark_resolutions() returns trigger language plpgsql as $$
declare touched record;
begin
  if tg_op <> 'DELETE' then
    for touched in select org_id, array_agg(n::inbox.resolutions) as rows from new_rows n group by org_id loop
      perform inbox.mark_resolved(touched.org_id, touched.rows);
    end loop;
  end if;
  if tg_op <> 'INSERT' then
    for touched in select org_id, array_agg(o::inbox.resolutions) as rows from old_rows o group by org_id loop
      perform inbox.mark_resolved(touched.org_id, touched.rows);
    end loop;
  end if;
  return null;
end $$;
create trigger resolutions_mark_insert after insert on inbox.resolutions referencing new table as new_rows
  for each statement execute function inbox.mark_resolutions();
create trigger resolutions_mark_update after update on inbox.resolutions referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_resolutions();
create trigger resolutions_mark_delete after delete on inbox.resolutions referencing old table as old_rows
  for each statement execute function inbox.mark_resolutions();

create trigger ratings_mark_insert after insert on inbox.ratings referencing new table as new_rows for each statement
  execute function inbox.mark_facts('answered_at', 'inbox.ratings_by_day', '');
create trigger ratings_mark_update after update on inbox.ratings referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('answered_at', 'inbox.ratings_by_day', 'channel_id,agent_id,handled_by,score');
create trigger ratings_mark_delete after delete on inbox.ratings referencing old table as old_rows for each statement
  execute function inbox.mark_facts('answered_at', 'inbox.ratings_by_day', '');

create trigger bot_sessions_mark_insert after insert on inbox.bot_sessions referencing new table as new_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.bot_by_day', '');
create trigger bot_sessions_mark_update after update on inbox.bot_sessions referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.bot_by_day', 'conversation_id,channel_id,intent,outcome,reason');
create trigger bot_sessions_mark_delete after delete on inbox.bot_sessions referencing old table as old_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.bot_by_day', '');

create trigger conversions_mark_insert after insert on inbox.conversions referencing new table as new_rows
  for each statement execute function inbox.mark_facts('at', 'inbox.conversions_by_day', '');
create trigger conversions_mark_update after update on inbox.conversions referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('at', 'inbox.conversions_by_day', 'kind,channel_id,agent_id,amount,cancelled_at');
create trigger conversions_mark_delete after delete on inbox.conversions referencing old table as old_rows
  for each statement execute function inbox.mark_facts('at', 'inbox.conversions_by_day', '');

create trigger tickets_mark_insert after insert on inbox.tickets referencing new table as new_rows
  for each statement execute function inbox.mark_facts('created_at,resolved_at', 'inbox.tickets_by_day', '');
create trigger tickets_mark_update after update on inbox.tickets referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('created_at,resolved_at', 'inbox.tickets_by_day', 'assignee_id,conversation_id');
create trigger tickets_mark_delete after delete on inbox.tickets referencing old table as old_rows
  for each statement execute function inbox.mark_facts('created_at,resolved_at', 'inbox.tickets_by_day', '');

create trigger broadcasts_mark_insert after insert on inbox.broadcasts referencing new table as new_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.broadcasts_by_day', '');
create trigger broadcasts_mark_update after update on inbox.broadcasts referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.broadcasts_by_day', 'channel_id');
create trigger broadcasts_mark_delete after delete on inbox.broadcasts referencing old table as old_rows
  for each statement execute function inbox.mark_facts('started_at', 'inbox.broadcasts_by_day', '');

-- Recipients and conversions count for the broadcast that they belong to.
create function inbox.mark_parts_of_broadcasts() returns trigger language plpgsql as $$
declare touched record;
begin
  if tg_op <> 'DELETE' then
    for touched in select org_id, array_agg(distinct broadcast_id) as ids from new_rows where broadcast_id is not null group by org_id loop
      perform inbox.mark_broadcasts(touched.org_id, touched.ids);
    end loop;
  end if;
  if tg_op <> 'INSERT' then
    for touched in select org_id, array_agg(distinct broadcast_id) as ids from old_rows where broadcast_id is not null group by org_id loop
      perform inbox.mark_broadcasts(touched.org_id, touched.ids);
    end loop;
  end if;
  return null;
end $$;
create trigger conversions_mark_broadcast_insert after insert on inbox.conversions referencing new table as new_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();
create trigger conversions_mark_broadcast_update after update on inbox.conversions referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();
create trigger conversions_mark_broadcast_delete after delete on inbox.conversions referencing old table as old_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();
create trigger broadcast_recipients_mark_insert after insert on inbox.broadcast_recipients referencing new table as new_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();
create trigger broadcast_recipients_mark_update after update on inbox.broadcast_recipients referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();
create trigger broadcast_recipients_mark_delete after delete on inbox.broadcast_recipients referencing old table as old_rows
  for each statement execute function inbox.mark_parts_of_broadcasts();

-- A spell counts on each day it reaches into, once it has ended.
create function inbox.mark_spells(org uuid, spells tstzrange[]) returns void language plpgsql as $$
declare
  zone text := (select o.zone from core.orgs o where o.id = org);
begin
  perform core.mark_days(org, array['inbox.agent_time_by_day'], (
    select array_agg(distinct d::date) from unnest(spells) s, generate_series(
      (lower(s) at time zone zone)::date, (upper(s) at time zone zone)::date, interval '1 day') d));
end $$;
create function inbox.mark_agent_spells() returns trigger language plpgsql as $$
declare touched record;
begin
  if tg_op <> 'DELETE' then
    for touched in select org_id, array_agg(tstzrange(starts_at, ends_at, '[]')) as spells from new_rows
      where ends_at >= starts_at and state <> 'offline' group by org_id loop
      perform inbox.mark_spells(touched.org_id, touched.spells);
    end loop;
  end if;
  if tg_op <> 'INSERT' then
    for touched in select org_id, array_agg(tstzrange(starts_at, ends_at, '[]')) as spells from old_rows
      where ends_at >= starts_at and state <> 'offline' group by org_id loop
      perform inbox.mark_spells(touched.org_id, touched.spells);
    end loop;
  end if;
  return null;
end $$;
create trigger agent_spells_mark_insert after insert on inbox.agent_spells referencing new table as new_rows
  for each statement execute function inbox.mark_agent_spells();
create trigger agent_spells_mark_update after update on inbox.agent_spells referencing old table as old_rows new table as new_rows
  for each statement execute function inbox.mark_agent_spells();
create trigger agent_spells_mark_delete after delete on inbox.agent_spells referencing old table as old_rows
  for each statement execute function inbox.mark_agent_spells();
