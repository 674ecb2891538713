-- What is sold, by whom, where and when; and the visits themselves.

create schema booking;

create table booking.categories (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default '',
  position int not null,
  created_at timestamptz not null,
  constraint categories_pkey primary key (org_id, id)
);
select core.make_tenant('booking.categories');

create table booking.services (
  org_id uuid not null,
  id uuid not null,
  category_id uuid,
  name text not null,
  slug text not null,
  summary text not null default '',
  description text not null default '',
  duration_minutes int not null constraint services_duration_check check (duration_minutes between 5 and 1440),
  price_amount bigint not null constraint services_price_check check (price_amount >= 0),
  buffer_before_minutes int not null default 0 constraint services_buffer_before_check check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes int not null default 0 constraint services_buffer_after_check check (buffer_after_minutes between 0 and 480),
  -- What must be paid online to book; null: the whole price; 0 with pay_on_day: nothing.
  deposit_amount bigint constraint services_deposit_check check (deposit_amount between 0 and price_amount),
  pay_on_day boolean not null default true,
  online boolean not null default true,
  active boolean not null default true,
  colour text not null,
  image_key text,
  position int not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint services_pkey primary key (org_id, id),
  constraint services_slug_key unique (org_id, slug),
  constraint services_category_fkey foreign key (org_id, category_id) references booking.categories (org_id, id)
);
select core.make_tenant('booking.services');

create table booking.extras (
  org_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  name text not null,
  price_amount bigint not null constraint extras_price_check check (price_amount >= 0),
  minutes int not null constraint extras_minutes_check check (minutes between 0 and 480),
  max_quantity int not null default 1 constraint extras_max_quantity_check check (max_quantity between 1 and 20),
  position int not null,
  deleted_at timestamptz,
  constraint extras_pkey primary key (org_id, id),
  constraint extras_service_fkey foreign key (org_id, service_id) references booking.services (org_id, id)
);
create index extras_of_service on booking.extras (org_id, service_id, position);
select core.make_tenant('booking.extras');

create table booking.staff (
  org_id uuid not null,
  id uuid not null,
  member_id uuid,
  name text not null,
  email text,
  phone text,
  bio text not null default '',
  photo_key text,
  colour text not null,
  zone text not null,
  -- Weekly hours by wall clock: { monday: [{ from: '09:00', to: '17:00' }], … }
  weekly jsonb not null,
  active boolean not null default true,
  position int not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint staff_pkey primary key (org_id, id)
);
select core.make_tenant('booking.staff');

create table booking.staff_services (
  org_id uuid not null,
  staff_id uuid not null,
  service_id uuid not null,
  constraint staff_services_pkey primary key (org_id, staff_id, service_id),
  constraint staff_services_staff_fkey foreign key (org_id, staff_id) references booking.staff (org_id, id) on delete cascade,
  constraint staff_services_service_fkey foreign key (org_id, service_id) references booking.services (org_id, id) on delete cascade
);
create index staff_services_by_service on booking.staff_services (org_id, service_id);
select core.make_tenant('booking.staff_services');

create table booking.staff_areas (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  postcode text not null,
  radius_km numeric(6, 2) not null constraint staff_areas_radius_check check (radius_km > 0 and radius_km <= 500),
  lat double precision not null,
  lon double precision not null,
  approximate boolean not null default false,
  constraint staff_areas_pkey primary key (org_id, id),
  constraint staff_areas_staff_fkey foreign key (org_id, staff_id) references booking.staff (org_id, id) on delete cascade
);
create index staff_areas_of_staff on booking.staff_areas (org_id, staff_id);
select core.make_tenant('booking.staff_areas');

-- A dated exception replaces the day's weekly hours; an empty list closes the day.
create table booking.schedule_overrides (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  day date not null,
  hours jsonb not null,
  reason text not null default '',
  constraint schedule_overrides_pkey primary key (org_id, id),
  constraint schedule_overrides_day_key unique (org_id, staff_id, day),
  constraint schedule_overrides_staff_fkey foreign key (org_id, staff_id) references booking.staff (org_id, id) on delete cascade
);
select core.make_tenant('booking.schedule_overrides');

-- Days on which the whole organisation is closed.
create table booking.holidays (
  org_id uuid not null,
  id uuid not null,
  day date not null,
  name text not null,
  constraint holidays_pkey primary key (org_id, id),
  constraint holidays_day_key unique (org_id, day)
);
select core.make_tenant('booking.holidays');

-- An unfinished booking: what the visitor has chosen and typed so far.
create table booking.checkouts (
  org_id uuid not null,
  id uuid not null,
  data jsonb not null default '{}',
  appointment_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint checkouts_pkey primary key (org_id, id)
);
create index checkouts_old on booking.checkouts (org_id, created_at);
select core.make_tenant('booking.checkouts');

create table booking.appointments (
  org_id uuid not null,
  id uuid not null,
  -- The order number people read out: BR-7K3Q2M.
  number text not null,
  status text not null constraint appointments_status_check check (status in
    ('hold', 'pending', 'confirmed', 'on_the_way', 'in_progress', 'completed', 'no_show', 'cancelled', 'expired')),
  service_id uuid not null,
  staff_id uuid not null,
  client_id uuid,
  -- What the customer sees.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- What the person is taken for: buffers, and the way from the visit before.
  buffer_before_minutes int not null default 0,
  buffer_after_minutes int not null default 0,
  travel_before_minutes int not null default 0,
  busy_from timestamptz not null,
  busy_to timestamptz not null,
  busy tstzrange generated always as (tstzrange(busy_from, busy_to, '[)')) stored,
  hold_expires_at timestamptz,
  -- The service and extras as they were sold.
  service_name text not null,
  extras jsonb not null default '[]',
  price_amount bigint not null constraint appointments_price_check check (price_amount >= 0),
  due_now_amount bigint not null default 0,
  paid_amount bigint not null default 0,
  refunded_amount bigint not null default 0,
  currency text not null,
  payment_status text not null default 'unpaid' constraint appointments_payment_status_check check (payment_status in
    ('unpaid', 'on_the_day', 'deposit', 'paid', 'part_refunded', 'refunded')),
  customer_name text,
  customer_email text,
  customer_phone text,
  address_line1 text,
  address_line2 text,
  city text,
  postcode text not null,
  lat double precision not null,
  lon double precision not null,
  access_notes text,
  customer_notes text,
  source text not null constraint appointments_source_check check (source in ('online', 'office', 'import')),
  checkout_id uuid,
  calendar_event_id jsonb not null default '{}',
  calendar_synced_to jsonb not null default '{}',
  reminded_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  cancelled_by text,
  created_at timestamptz not null,
  constraint appointments_pkey primary key (org_id, id),
  constraint appointments_number_key unique (org_id, number),
  constraint appointments_times_check check (ends_at > starts_at and busy_from <= starts_at and busy_to >= ends_at),
  constraint appointments_service_fkey foreign key (org_id, service_id) references booking.services (org_id, id),
  constraint appointments_staff_fkey foreign key (org_id, staff_id) references booking.staff (org_id, id),
  -- The last judge: nobody is in two places at once, buffers and travel included.
  constraint appointments_no_overlap exclude using gist (org_id with =, staff_id with =, busy with &&)
    where (status in ('hold', 'pending', 'confirmed', 'on_the_way', 'in_progress', 'completed'))
);
create index appointments_by_start on booking.appointments (org_id, starts_at, id);
create index appointments_by_staff on booking.appointments (org_id, staff_id, starts_at);
create index appointments_by_client on booking.appointments (org_id, client_id, starts_at);
create index appointments_by_created on booking.appointments (org_id, created_at);
select core.make_tenant('booking.appointments');

create table booking.appointment_notes (
  org_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  body text not null,
  author text not null,
  member_id uuid,
  created_at timestamptz not null,
  constraint appointment_notes_pkey primary key (org_id, id),
  constraint appointment_notes_appointment_fkey foreign key (org_id, appointment_id)
    references booking.appointments (org_id, id) on delete cascade
);
create index appointment_notes_of_appointment on booking.appointment_notes (org_id, appointment_id, created_at);
select core.make_tenant('booking.appointment_notes');

-- Search by name, number, postcode, phone or e-mail. Row-level security would turn the trigram index off
-- (ILIKE is not leakproof), so this read-only function filters on the organisation itself.
create index appointments_search on booking.appointments using gin
  ((coalesce(number, '') || ' ' || coalesce(customer_name, '') || ' ' || coalesce(postcode, '') || ' ' ||
    coalesce(customer_phone, '') || ' ' || coalesce(customer_email, '')) gin_trgm_ops);
create function booking.search_appointments(org uuid, needle text, most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id from booking.appointments a
  where a.org_id = org and org = current_setting('app.org_id')::uuid
    and (coalesce(a.number, '') || ' ' || coalesce(a.customer_name, '') || ' ' || coalesce(a.postcode, '') || ' ' ||
         coalesce(a.customer_phone, '') || ' ' || coalesce(a.customer_email, '')) ilike '%' || needle || '%'
  order by a.starts_at desc limit most
$$;

-- Positions of postcodes, imported from a file; global reference data.
create table booking.postcodes (
  postcode text not null,
  lat double precision not null,
  lon double precision not null,
  constraint postcodes_pkey primary key (postcode)
);
-- Answers of a geocoding service, remembered. A null position: the service knows no such postcode.
create table booking.postcode_cache (
  postcode text not null,
  lat double precision,
  lon double precision,
  city text,
  asked_at timestamptz not null,
  constraint postcode_cache_pkey primary key (postcode)
);
