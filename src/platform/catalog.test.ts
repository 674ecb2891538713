import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../architecture.ts'
import { checkCatalog } from './catalog.ts'
import { generateTables } from './generate-tables.ts'
import { type OwnDatabase, ownDatabase } from './testing/own-database.ts'

let database: OwnDatabase
let client: pg.Client
beforeAll(async () => {
  database = await ownDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('the migrated database keeps every rule of tenancy and of the schema', async () => {
  expect(await checkCatalog(client, modules)).toEqual([])
})

test('the column types in the source are those of the migrated database', async () => {
  const stale = await generateTables({ ownerUrl: database.url, check: true })
  expect(stale, 'run: frontdesk tables').toEqual([])
})

/** Each rule must prove that it can fail. */
describe('planted faults', () => {
  const plain =
    'create table crm.planted (org_id uuid not null, id uuid not null, status text, client_id uuid,'
  const tenant = `${plain} constraint planted_pkey primary key (org_id, id)); select core.make_tenant('crm.planted');`

  test('a table made right is not reported', async () => {
    expect(await faultsAfter(tenant)).toEqual([])
  })

  test.each([
    [
      'no primary key',
      `${plain} at timestamptz); select core.make_tenant('crm.planted')`,
      /planted has no primary key/,
    ],
    [
      'a primary key without org_id',
      `${plain} primary key (id)); select core.make_tenant('crm.planted')`,
      /planted has a primary key without org_id: planted_pkey/,
    ],
    [
      'a unique index without org_id',
      `${tenant} create unique index planted_x on crm.planted (id)`,
      /unique index without org_id: planted_x/,
    ],
    [
      'org_id only carried along by a unique index',
      `${tenant} create unique index planted_x on crm.planted (id) include (org_id)`,
      /unique index without org_id: planted_x/,
    ],
    [
      'an exclusion constraint without org_id',
      `${tenant} alter table crm.planted add constraint planted_x exclude using gist (id with =)`,
      /exclusion constraint without org_id: planted_x/,
    ],
    [
      'a table without org_id',
      'create table crm.planted (id uuid constraint planted_pkey primary key)',
      /planted has no org_id uuid/,
    ],
    [
      'row-level security off',
      `${tenant} alter table crm.planted disable row level security`,
      /planted has row-level security off/,
    ],
    [
      'forced row-level security',
      `${tenant} alter table crm.planted force row level security`,
      /planted forces row-level security/,
    ],
    ['no policy', `${tenant} drop policy tenant on crm.planted`, /planted lacks the policy "tenant"/],
    [
      'a second policy',
      `${tenant} create policy open on crm.planted using (true)`,
      /planted has a second policy, "open"/,
    ],
    [
      'a policy with a subquery',
      `${tenant} alter policy tenant on crm.planted using (org_id in (select id from core.orgs))`,
      /planted has a subquery in its policy/,
    ],
    [
      'a policy that lets all through',
      `${tenant} alter policy tenant on crm.planted using (true)`,
      /is not the one of core.make_tenant/,
    ],
    [
      'an owner that escapes',
      `${tenant} alter table crm.planted owner to frontdesk_app`,
      /planted belongs to frontdesk_app/,
    ],
    [
      'a role that escapes',
      'alter role frontdesk_app bypassrls',
      /frontdesk_app may pass by row-level security/,
    ],
    [
      'a foreign key without org_id',
      `${tenant} create table crm.planted_child (org_id uuid not null, id uuid not null, planted_id uuid,
         constraint planted_child_pkey primary key (org_id, id),
         constraint planted_child_fkey foreign key (planted_id, org_id) references crm.planted (org_id, id));
       select core.make_tenant('crm.planted_child')`,
      /planted_child has a foreign key planted_child_fkey without org_id/,
    ],
    [
      'a foreign key that sets null',
      `${tenant} alter table crm.planted add constraint planted_fkey
         foreign key (org_id, client_id) references crm.planted (org_id, id) on delete set null (client_id)`,
      /planted_fkey that sets columns on delete/,
    ],
    [
      'a foreign key up the map',
      `${tenant} create table booking.planted (org_id uuid not null, id uuid not null, constraint planted_pkey primary key (org_id, id));
       select core.make_tenant('booking.planted');
       alter table crm.planted add constraint planted_fkey foreign key (org_id, id) references booking.planted (org_id, id)`,
      /planted_fkey up or across the map, to booking.planted/,
    ],
    [
      'a directory that points at a tenant',
      `${tenant} alter table core.user_orgs add constraint user_orgs_planted_fkey
         foreign key (org_id, member_id) references crm.planted (org_id, id)`,
      /user_orgs_planted_fkey from a global table to a tenant table/,
    ],
    [
      'a view for all eyes',
      'create view crm.planted as select * from core.orgs',
      /planted is a view without security_invoker/,
    ],
    [
      'a mutable column in an index',
      `${tenant} create index planted_x on crm.planted (org_id, status)`,
      /has status, which changes, in the index planted_x/,
    ],
    [
      'a mutable column in an indexed expression',
      `${tenant} create index planted_x on crm.planted (org_id, lower(status))`,
      /has status, which changes, in the index planted_x/,
    ],
    [
      'an instant without zone',
      `${tenant} alter table crm.planted add at timestamp`,
      /planted.at is timestamp/,
    ],
    [
      'money in floating point',
      `${tenant} alter table crm.planted add price_amount float8`,
      /planted.price_amount is float8/,
    ],
    [
      'a function with its owner’s rights',
      "create function crm.planted() returns int language sql security definer set search_path = pg_catalog as 'select 1'",
      /crm.planted is security definer, which is not on the list/,
    ],
    [
      'a search that could write',
      "create function crm.search_planted() returns int language sql security definer set search_path = pg_catalog as 'select 1'",
      /crm.search_planted is security definer and could write/,
    ],
    [
      'a search with an open search_path',
      "create function crm.search_planted() returns int language sql stable security definer as 'select 1'",
      /crm.search_planted is security definer without a fixed search_path/,
    ],
    [
      'a table in public',
      'create table public.planted (id int primary key)',
      /public.planted lies in schema public/,
    ],
  ])('%s', async (_, ddl, report) => {
    const faults = await faultsAfter(ddl)
    expect(faults.filter((fault) => report.test(fault))).toHaveLength(1)
  })

  test('a mutable column in a WHERE is allowed', async () => {
    const ddl = `${tenant} create index planted_x on crm.planted (org_id, client_id) where status = 'open'`
    expect(await faultsAfter(ddl)).toEqual([])
  })
})

/** What is reported in addition to the state of the database once the statements have run; they are undone. */
async function faultsAfter(ddl: string): Promise<string[]> {
  const before = new Set(await checkCatalog(client, modules))
  await client.query('begin')
  try {
    await client.query(ddl)
    return (await checkCatalog(client, modules)).filter((fault) => !before.has(fault))
  } finally {
    await client.query('rollback')
  }
}
