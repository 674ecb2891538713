-- Money taken and given back. Subjects (visits, later orders and invoices) lie above on the map: no foreign key up.

create schema payments;

create table payments.payments (
  org_id uuid not null,
  id uuid not null,
  subject_type text not null constraint payments_subject_type_check check (subject_type in ('appointment')),
  subject_id uuid not null,
  client_id uuid,
  amount bigint not null constraint payments_amount_check check (amount > 0),
  currency text not null,
  method text not null constraint payments_method_check check (method in ('card', 'cash', 'bank_transfer')),
  gateway text not null constraint payments_gateway_check check (gateway in ('sandbox', 'office')),
  gateway_ref text,
  card_brand text,
  card_last4 text,
  status text not null constraint payments_status_check check (status in
    ('pending', 'needs_action', 'succeeded', 'failed')),
  failure_reason text,
  refunded_amount bigint not null default 0 constraint payments_refunded_check check (refunded_amount between 0 and amount),
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint payments_pkey primary key (org_id, id)
);
create index payments_of_subject on payments.payments (org_id, subject_id, created_at);
create index payments_of_client on payments.payments (org_id, client_id, created_at);
create index payments_recent on payments.payments (org_id, created_at desc, id desc);
select core.make_tenant('payments.payments');

create table payments.refunds (
  org_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  amount bigint not null constraint refunds_amount_check check (amount > 0),
  reason text not null,
  status text not null constraint refunds_status_check check (status in ('pending', 'succeeded', 'failed')),
  gateway_ref text,
  failure_reason text,
  -- What asked for it (an event, a request): asking twice gives back once.
  request_key text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint refunds_pkey primary key (org_id, id),
  constraint refunds_request_key unique (org_id, payment_id, request_key),
  constraint refunds_payment_fkey foreign key (org_id, payment_id) references payments.payments (org_id, id)
);
create index refunds_of_payment on payments.refunds (org_id, payment_id);
select core.make_tenant('payments.refunds');
