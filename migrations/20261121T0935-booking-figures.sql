-- Figures kept ready: writes leave marks, a worker recomputes the marked days with the one SELECT in rollups.ts.

create table core.rollup_marks (
  org_id uuid not null,
  id bigint generated always as identity,
  rollup text not null,
  day date not null,
  marked_at timestamptz not null default clock_timestamp(),
  constraint rollup_marks_pkey primary key (org_id, id)
);
select core.make_tenant('core.rollup_marks');

create table booking.visits_by_day (
  org_id uuid not null,
  day date not null,
  staff_id uuid not null,
  service_id uuid not null,
  -- Booked on that day, whatever became of it.
  bookings int not null,
  booked_amount bigint not null,
  -- Cancelled on that day.
  cancellations int not null,
  cancelled_amount bigint not null,
  -- Taking place on that day and not cancelled.
  visits int not null,
  revenue_amount bigint not null,
  visit_minutes int not null,
  constraint visits_by_day_pkey primary key (org_id, day, staff_id, service_id)
);
select core.make_tenant('booking.visits_by_day');

create index appointments_by_cancelled on booking.appointments (org_id, cancelled_at) where cancelled_at is not null;

-- Marks the local days that a set of visits counts on: booked, taking place, cancelled.
create function booking.mark_days(org uuid, instants timestamptz[]) returns void language plpgsql as $$
declare
  zone text := (select o.zone from core.orgs o where o.id = org);
  marked date;
begin
  for marked in select distinct (i at time zone zone)::date from unnest(instants) i where i is not null loop
    insert into core.rollup_marks (org_id, rollup, day) values (org, 'booking.visits_by_day', marked);
  end loop;
end $$;

create function booking.mark_new_visits() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(starts_at) || array_agg(created_at) || array_agg(cancelled_at) as instants
    from new_rows where status <> 'hold' group by org_id
  loop
    perform booking.mark_days(touched.org_id, touched.instants);
  end loop;
  return null;
end $$;

create function booking.mark_old_visits() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(starts_at) || array_agg(created_at) || array_agg(cancelled_at) as instants
    from old_rows where status <> 'hold' group by org_id
  loop
    perform booking.mark_days(touched.org_id, touched.instants);
  end loop;
  return null;
end $$;

-- An update may move a visit from one day to another: both count anew.
create function booking.mark_changed_visits() returns trigger language plpgsql as $$
declare touched record;
begin
  for touched in
    select org_id, array_agg(starts_at) || array_agg(created_at) || array_agg(cancelled_at) as instants
    from (select org_id, starts_at, created_at, cancelled_at from old_rows where status <> 'hold'
          union all
          select org_id, starts_at, created_at, cancelled_at from new_rows where status <> 'hold') rows
    group by org_id
  loop
    perform booking.mark_days(touched.org_id, touched.instants);
  end loop;
  return null;
end $$;

create trigger appointments_mark_insert after insert on booking.appointments
  referencing new table as new_rows for each statement execute function booking.mark_new_visits();
create trigger appointments_mark_update after update on booking.appointments
  referencing old table as old_rows new table as new_rows for each statement execute function booking.mark_changed_visits();
create trigger appointments_mark_delete after delete on booking.appointments
  referencing old table as old_rows for each statement execute function booking.mark_old_visits();
