import pg from 'pg'
import { newId } from '#values/ids.ts'
import { readInventory } from '../backup/inventory.ts'

/** Everything that a careless archive gets wrong: JSON null, escapes, ranges, arrays, generated columns, rings. */
export const PLANTED = `
  create schema planted;
  create table planted.things (
    org_id uuid not null, id uuid not null, parent_id uuid, partner_id uuid, label text, note jsonb not null, tags text[],
    during tstzrange, bytes bytea, ratio float8, at timestamptz, doubled int generated always as (counter * 2) stored,
    counter int, number bigint generated always as identity,
    constraint things_pkey primary key (org_id, id),
    constraint things_parent_fkey foreign key (org_id, parent_id) references planted.things (org_id, id)
  );
  create table planted.partners (
    org_id uuid not null, id uuid not null, thing_id uuid,
    constraint partners_pkey primary key (org_id, id),
    constraint partners_thing_fkey foreign key (org_id, thing_id) references planted.things (org_id, id)
  );
  alter table planted.things add constraint things_partner_fkey
    foreign key (org_id, partner_id) references planted.partners (org_id, id) deferrable initially deferred;
  create index things_parent on planted.things (org_id, parent_id);
  create index things_partner on planted.things (org_id, partner_id);
  create table planted.counts (org_id uuid not null, n int not null, constraint counts_pkey primary key (org_id));
  create function planted.count() returns trigger language plpgsql as $$ begin
    insert into planted.counts select org_id, count(*) from fresh group by 1
      on conflict (org_id) do update set n = counts.n + excluded.n;
    return null;
  end $$;
  create trigger things_count after insert on planted.things referencing new table as fresh
    for each statement execute function planted.count();`

export async function sql<T = Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end()
  }
}

export async function plantOrg(
  url: string,
  orgId: string,
  slug: string,
  email: string,
  rows: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query(
    `insert into core.orgs (id, slug, name, zone, is_default) values ($1, $2, $2, 'Europe/London', $3)`,
    [orgId, slug, slug === 'ana'],
  )
  await client.query(`insert into auth."user" (id, name, email) values ($1, $1, $2)`, [`u-${slug}`, email])
  await client.query(`insert into core.user_orgs values ($1, $2, $3)`, [`u-${slug}`, orgId, newId()])
  await client.query(
    `insert into planted.things (org_id, id, label, note, tags, during, bytes, ratio, at, counter)
     select $1, gen_random_uuid(), E'line\\none\\ttab \\\\ "quoted" ünï ' || i, case when i % 2 = 0 then 'null' else '{"a": [1.50, null]}' end::jsonb,
            case when i % 3 = 0 then null else array['a,b', null, '{}'] end, tstzrange(now(), now() + interval '1 hour'),
            decode('00ff5c', 'hex'), case when i = 1 then 'NaN' else 1 / 3.0::float8 end, clock_timestamp(), i
     from generate_series(1, $2) i`,
    [orgId, rows],
  )
  // A child before its parent, and two tables that point at each other.
  await client.query(
    `update planted.things set parent_id = (select id from planted.things where org_id = $1 order by id desc limit 1) where org_id = $1`,
    [orgId],
  )
  await client.query(
    `with partner as (insert into planted.partners select org_id, gen_random_uuid(), id from planted.things where org_id = $1 limit 1 returning *)
     update planted.things t set partner_id = p.id from partner p where t.org_id = p.org_id and t.id = p.thing_id`,
    [orgId],
  )
  await client.query('commit')
  await client.end()
}

/** Rows and checksum of every table, one organisation's or all. */
export async function fingerprints(url: string, orgId?: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const prints: Record<string, string> = {}
    for (const { name, columns } of (await readInventory(client)).tables) {
      if (orgId && !columns.includes('org_id')) continue
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
         from ${name} t ${orgId ? `where org_id = '${orgId}'` : ''}`,
      )
      prints[name] = rows[0].print
    }
    return prints
  } finally {
    await client.end()
  }
}
