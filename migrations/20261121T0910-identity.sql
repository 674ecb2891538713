-- Accounts and sessions (schema auth, read and written by better-auth 1.7.5 under its own column names), and what
-- an organisation knows of its people and of itself (schema identity).

create schema auth;

-- Accounts are global: one person, one account, any number of organisations.
create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  constraint user_pkey primary key (id),
  constraint user_email_key unique (email),
  constraint user_email_check check (email = lower(email))
);

create table auth.session (
  id text not null,
  token text not null,
  "userId" text not null,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  -- The organisation this device works in; the first one joined when empty.
  "activeOrgId" text,
  -- The member through whose eyes an administrator looks.
  "viewAsMemberId" text,
  constraint session_pkey primary key (id),
  constraint session_token_key unique (token),
  constraint session_user_fkey foreign key ("userId") references auth."user" (id) on delete cascade
);
create index session_user_id on auth.session ("userId");

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  constraint account_pkey primary key (id),
  constraint account_user_fkey foreign key ("userId") references auth."user" (id) on delete cascade
);
create index account_user_id on auth.account ("userId");

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  constraint verification_pkey primary key (id)
);
create index verification_identifier on auth.verification (identifier);

create table auth."twoFactor" (
  id text not null,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null,
  verified boolean default true,
  "failedVerificationCount" int default 0,
  "lockedUntil" timestamptz,
  constraint two_factor_pkey primary key (id),
  constraint two_factor_user_fkey foreign key ("userId") references auth."user" (id) on delete cascade
);
create index two_factor_user_id on auth."twoFactor" ("userId");

create schema identity;

-- What an organisation says of itself. Name, slug and zone stand in core.orgs, where triggers and requests find them.
create table identity.organizations (
  org_id uuid not null,
  logo_id uuid,
  colour text not null default '#0F5C4D' constraint organizations_colour_check check (colour ~ '^#[0-9A-F]{6}$'),
  tagline text,
  phone text,
  email text,
  address text,
  locale text not null default 'en-GB',
  currency text not null default 'GBP' constraint organizations_currency_check check (currency ~ '^[A-Z]{3}$'),
  week_starts_on smallint not null default 1 constraint organizations_week_check check (week_starts_on in (1, 7)),
  hours jsonb not null,
  policies jsonb not null,
  -- Shown on the sign-in page of a demonstration only: [{label, email, password}].
  demo_sign_ins jsonb not null default '[]',
  updated_at timestamptz not null default now(),
  constraint organizations_pkey primary key (org_id),
  constraint organizations_org_fkey foreign key (org_id) references core.orgs (id) on delete cascade
);
select core.make_tenant('identity.organizations');

create table identity.members (
  org_id uuid not null,
  id uuid not null,
  user_id text not null,
  name text not null,
  email text not null,
  roles text[] not null constraint members_roles_check check (
    roles <@ array['owner', 'admin', 'manager', 'agent', 'staff', 'viewer', 'customer'] and cardinality(roles) > 0
  ),
  status text not null default 'active' constraint members_status_check check (status in ('active', 'suspended', 'removed')),
  -- Limits of a manager: {staffIds, areaIds}.
  scope jsonb,
  avatar_id uuid,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  constraint members_pkey primary key (org_id, id),
  constraint members_user_key unique (org_id, user_id)
);
select core.make_tenant('identity.members');

-- Single permissions beyond (granted) or short of (not granted) what the roles give.
create table identity.member_permissions (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  permission_key text not null,
  granted boolean not null default true,
  created_at timestamptz not null default now(),
  constraint member_permissions_pkey primary key (org_id, id),
  constraint member_permissions_key unique (org_id, member_id, permission_key),
  constraint member_permissions_member_fkey foreign key (org_id, member_id) references identity.members (org_id, id) on delete cascade
);
select core.make_tenant('identity.member_permissions');

create table identity.invitations (
  org_id uuid not null,
  id uuid not null,
  email text not null,
  roles text[] not null,
  scope jsonb,
  token_hash text not null,
  invited_by uuid,
  invited_by_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  constraint invitations_pkey primary key (org_id, id),
  constraint invitations_token_key unique (org_id, token_hash),
  constraint invitations_member_fkey foreign key (org_id, invited_by) references identity.members (org_id, id)
);
select core.make_tenant('identity.invitations');

-- What members did with their access: sign-ins, switches, refusals. Their changes stand in core.audit.
create table identity.member_activity (
  org_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null constraint member_activity_kind_check check (
    kind in ('signed_in', 'signed_out', 'joined', 'switched_in', 'password_changed', 'totp_enabled', 'totp_disabled', 'sessions_ended')
  ),
  at timestamptz not null,
  ip text,
  user_agent text,
  constraint member_activity_pkey primary key (org_id, id),
  constraint member_activity_member_fkey foreign key (org_id, member_id) references identity.members (org_id, id) on delete cascade
);
create index member_activity_recent on identity.member_activity (org_id, member_id, at desc);
select core.make_tenant('identity.member_activity');
