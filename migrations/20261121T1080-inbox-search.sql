-- Search that stays quick with millions of messages: accents do not count, words may stand in any order, the newest come
-- first, and a question that nothing quick can answer stops when its time is up and says how far it has looked.

create extension if not exists unaccent;

-- unaccent() is only stable because its dictionary could be exchanged; ours is not.
create function inbox.unaccented(said text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select public.unaccent('public.unaccent'::regdictionary, said)
$$;
-- What is compared: José is Jose, ’ is '. Nearly everything said is plain already, which is quick to see.
create function inbox.plain(said text) returns text language sql immutable parallel safe
return case when octet_length(said) = char_length(said) then said else inbox.unaccented(said) end;

-- The trigram index knows neither organisations nor time. A shelf is one organisation's week: asked for with the words,
-- it keeps the index from reading what others said, and what was said before the newest answers.
create function inbox.week(at timestamptz) returns int language sql immutable parallel safe
return ((at at time zone 'UTC')::date - date '2000-01-03') / 7;
create function inbox.week_start(week int) returns timestamptz language sql immutable parallel safe
return (date '2000-01-03' + 7 * week)::timestamp at time zone 'UTC';
create function inbox.shelf(org uuid, week int) returns bigint language sql immutable parallel safe
return uuid_hash_extended(org, week::bigint);

drop index inbox.messages_search;
create index messages_search on inbox.messages
  using gin ((array[inbox.shelf(org_id, inbox.week(created_at))]), inbox.plain(body) gin_trgm_ops)
  with (gin_pending_list_limit = 1024) where direction <> 'internal' or kind = 'note';

-- Many messages of one instant, as a broadcast writes them, still have an order.
drop index inbox.messages_by_time;
create index messages_by_time on inbox.messages (org_id, created_at, conversation_id);

create function inbox.called(name text, phone text, email text) returns text language sql immutable parallel safe
return inbox.plain(name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, ''));
drop index inbox.contacts_search;
create index contacts_search on inbox.contacts
  using gin ((array[org_id]), inbox.called(name, phone, email) gin_trgm_ops);
create index conversations_subject on inbox.conversations
  using gin ((array[org_id]), inbox.plain(subject) gin_trgm_ops) where subject <> '';

create index mentions_unseen on inbox.mentions (org_id, member_id, conversation_id) where seen_at is null;

-- A person's conversations by time without a look at the conversations themselves.
drop index inbox.conversations_of_contact;
create index conversations_of_contact on inbox.conversations (org_id, contact_id, opened_at desc) include (id);

-- What a text has to contain for each word. One or two letters mean the beginning of a word: inside of words they are
-- everywhere; so they are no pattern of LIKE but a beginning.
create function inbox.patterns(words text[]) returns text[] language sql immutable parallel safe
return array(select '%' || regexp_replace(inbox.plain(w), '([\\%_])', '\\\1', 'g') || '%' from unnest(words) w where w !~ '^[A-Za-z0-9]{1,2}$');
create function inbox.beginnings(words text[]) returns text[] language sql immutable parallel safe
return array(select '\m' || w from unnest(words) w where w ~ '^[A-Za-z0-9]{1,2}$');
-- The same as a condition that the indexes understand: for two letters they know which words begin so.
create function inbox.saying(said text, words text[]) returns text language sql immutable parallel safe
return (
  select string_agg(case when w ~ '^[A-Za-z0-9]$' then format('%s ~* %L', said, '\m' || w)
    when w ~ '^[A-Za-z0-9]{2}$' then format('(%s ~* %L and %L <%% %1$s)', said, '\m' || w, w)
    else format('%s ilike %L', said, '%' || regexp_replace(inbox.plain(w), '([\\%_])', '\\\1', 'g') || '%') end, ' and ')
  from unnest(words) w);
-- Whether a word has three letters in a row, or two at its edge, for the index to know.
create function inbox.is_indexed(words text[]) returns boolean language sql immutable parallel safe
return exists (select from unnest(words) w
  where inbox.plain(w) ~ '[[:alnum:]]{3}|[[:alnum:]]{2}[^[:alnum:]]|[^[:alnum:]][[:alnum:]]|^[A-Za-z0-9]{2}$');

-- Conversations in which all the words were said (notes too), before a place in the list, newest first. Common words are
-- found among the latest messages; then the index is asked week by week. A last row with is_edge finds nothing but says
-- that nothing older was looked at: the time was up, or the index does not know such signs.
-- Row-level security would turn the index off (ILIKE is not leakproof), so these functions compare the organisation.
drop function inbox.search_messages(uuid, text, int);
create function inbox.search_messages(org uuid, words text[], before_at timestamptz, before_id uuid, most int)
returns table (conversation_id uuid, at timestamptz, message_id uuid, is_edge boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
rows 20 set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0 as $$
declare
  is_indexed constant boolean := inbox.is_indexed(words);
  walked constant int := case when is_indexed then 2000 else 1000 end;
  patience constant interval := '12 ms';
  condition constant text := inbox.saying('inbox.plain(m.body)', words);
  walks constant int := 3;
  -- With so many found on a walk the next one costs less than a week of the index, and less still for two letters.
  dense constant int := case when exists (select from unnest(words) w where inbox.plain(w) ~ '[[:alnum:]]{3}') then 30 else 10 end;
  began constant timestamptz := clock_timestamp();
  batch_began timestamptz;
  week int;
  first_week int;
  weeks int := 1;
  batch int;
  found_count int := 0;
begin
  if org is distinct from current_setting('app.org_id')::uuid or condition is null then return; end if;
  for walk in 1 .. walks loop
    return query execute format($query$
      select m.conversation_id, m.created_at, m.id, false
      from (select m.conversation_id, m.created_at, m.id, m.body, m.direction, m.kind from inbox.messages m
            where m.org_id = $1 and (m.created_at, m.conversation_id) < ($2, $3)
            order by m.created_at desc, m.conversation_id desc limit %s) m
      where (m.direction <> 'internal' or m.kind = 'note') and %s limit $4 $query$, walked, condition)
      using org, before_at, before_id, most - found_count;
    get diagnostics batch = row_count;
    found_count := found_count + batch;
    if found_count >= most then return; end if;
    select m.created_at, m.conversation_id into before_at, before_id from inbox.messages m
    where m.org_id = org and (m.created_at, m.conversation_id) < (before_at, before_id)
    order by m.created_at desc, m.conversation_id desc offset walked - 1 limit 1;
    if not found then return; end if;
    exit when is_indexed and batch < dense or clock_timestamp() - began > patience;
  end loop;
  if not is_indexed or batch >= dense then
    return query select before_id, before_at, null::uuid, true;
    return;
  end if;
  week := inbox.week(before_at);
  select inbox.week(min(m.created_at)) into first_week from inbox.messages m where m.org_id = org;
  while week >= first_week loop
    batch_began := clock_timestamp();
    return query execute format($query$
      select m.conversation_id, m.created_at, m.id, false
      from (select m.org_id, m.conversation_id, m.id, m.created_at from inbox.messages m
            where array[inbox.shelf(m.org_id, inbox.week(m.created_at))] && $1
              and (m.direction <> 'internal' or m.kind = 'note') and %s offset 0) m
      where m.org_id = $2 and (m.created_at, m.conversation_id) < ($3, $4)
      order by m.created_at desc, m.conversation_id desc limit $5 $query$, condition)
      using array(select inbox.shelf(org, w) from generate_series(greatest(week - weeks + 1, first_week), week) w),
        org, before_at, before_id, most - found_count;
    get diagnostics batch = row_count;
    found_count := found_count + batch;
    week := week - weeks;
    exit when found_count >= most or week < first_week;
    if clock_timestamp() - began > patience then
      return query select '00000000-0000-0000-0000-000000000000'::uuid, inbox.week_start(week + 1), null::uuid, true;
      return;
    end if;
    if clock_timestamp() - batch_began < interval '4 ms' then weeks := least(2 * weeks, 32); end if;
  end loop;
end
$$;

-- Conversations opened before a place in the list whose contact has the name, number or address, or whose subject says
-- the words, newest first; is_edge as above. When they are fifty at most, all of them stand before whatever else is found
-- (infinity). What very many are called is looked for among the newest conversations.
create function inbox.search_people(org uuid, words text[], before_at timestamptz, before_id uuid, most int)
returns table (conversation_id uuid, at timestamptz, is_edge boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
rows 20 set enable_seqscan = off set jit = off set max_parallel_workers_per_gather = 0 as $$
declare
  few constant int := 3000;
  first constant int := 50;
  is_indexed constant boolean := inbox.is_indexed(words);
  walked constant int := case when is_indexed then 3000 else 1000 end;
  sample constant int := 200;
  named constant text := inbox.saying('inbox.called(p.name, p.phone, p.email)', words);
  titled constant text := inbox.saying('inbox.plain(c.subject)', words);
  -- $1 organisation, $2 and $3 the place, $4 most, $5 how many conversations are looked at.
  newest constant text := format($query$
    select c.id, c.opened_at, false
    from (select c.id, c.opened_at, c.contact_id, c.subject from inbox.conversations c
          where c.org_id = $1 and (c.opened_at, c.id) < ($2, $3) order by c.opened_at desc, c.id desc limit $5) c
    join inbox.contacts p on p.org_id = $1 and p.id = c.contact_id
    left join inbox.contacts k on k.org_id = $1 and k.id = p.merged_into
    where (c.subject <> '' and %s) or (%s) or (k.id is not null and %s)
    limit $4 $query$, titled, named, inbox.saying('inbox.called(k.name, k.phone, k.email)', words));
  is_common boolean := true;
  contacts uuid[];
  conversations uuid[];
  found_count int;
begin
  if org is distinct from current_setting('app.org_id')::uuid or named is null then return; end if;
  if is_indexed then
    -- The same for every page: from the newest of all.
    execute format('select count(*) >= $4 from (%s) x', newest) into is_common
      using org, 'infinity'::timestamptz, before_id, greatest(1, most * sample / walked), sample;
  end if;
  if not is_common then
    execute format($query$
      select array(select p.id from inbox.contacts p where array[p.org_id] @> array[$1] and %s limit $2 + 1),
        array(select c.id from inbox.conversations c where array[c.org_id] @> array[$1] and c.subject <> '' and %s limit $2 + 1) $query$,
      named, titled) into contacts, conversations using org, few;
    if cardinality(contacts) <= few and cardinality(conversations) <= few then
      contacts := contacts || array(select p.id from inbox.contacts p where p.org_id = org and p.merged_into = any(contacts));
      return query with found as materialized (
          select c.id, c.opened_at from inbox.conversations c where c.org_id = org and c.contact_id = any(contacts)
          union
          select c.id, c.opened_at from inbox.conversations c where c.org_id = org and c.id = any(conversations)),
        placed as (select f.id, case when (select count(*) from found) <= first then 'infinity' else f.opened_at end as at from found f)
        select f.id, f.at, false from placed f where f.at = 'infinity' or (f.at, f.id) < (before_at, before_id)
        order by 2 desc, 1 desc limit most;
      return;
    end if;
  end if;
  return query execute newest using org, before_at, before_id, most, walked;
  get diagnostics found_count = row_count;
  if found_count >= most then return; end if;
  return query select c.id, c.opened_at, true from inbox.conversations c
    where c.org_id = org and (c.opened_at, c.id) < (before_at, before_id)
    order by c.opened_at desc, c.id desc offset walked - 1 limit 1;
end
$$;

-- Contacts by one piece of their name, number or address (wildcards already harmless), who wrote last first.
create or replace function inbox.search_contacts(org uuid, needle text, most int) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set jit = off as $$
begin
  if org is distinct from current_setting('app.org_id')::uuid or length(needle) < 2 then return; end if;
  return query execute $query$
    select h.id from (select p.id, p.last_incoming_at from inbox.contacts p
      where array[p.org_id] @> array[$1] and inbox.called(p.name, p.phone, p.email) ilike '%' || inbox.plain($2) || '%' limit 5000) h
    order by h.last_incoming_at desc nulls last limit $3 $query$ using org, needle, most;
end
$$;
