import { type Actor, guest, permit } from '#values/actor.ts'
import type { Endpoint } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { orgOfToken } from '#values/token.ts'
import type { CommandContext, Reply, RequestFacts, Services, Who } from '../context.ts'
import type { Served } from '../http.ts'
import type { Log } from '../log.ts'
import { runCommand, runErrand, runQuery } from '../run.ts'
import { readToken } from '../token.ts'
import { idempotencyOf, once, onceOutside } from './idempotency.ts'
import { validate } from './validate.ts'

/** What is known of a request before it is dispatched, whether it came by HTTP or from a page's loader. */
export interface Caller {
  headers: Headers
  ip: string
  log: Log
  raw?: RequestFacts['raw']
}

export interface Answer {
  status: number
  output: unknown
  reply: Reply
}

/** Finds who asks, from the request's cookies. Identity provides it at start-up. */
export type SessionResolver = (headers: Headers) => Promise<{ orgId: string; actor: Actor } | null>

export type Dispatch = (endpoint: Endpoint, rawInput: unknown, caller: Caller) => Promise<Answer>

/** What stands for the default organisation in place of a slug. */
export const DEFAULT_ORG = '-'

/** An endpoint of no organisation (sign-in, set-up) runs under this id, which no row carries. */
export const NO_ORG = '00000000-0000-0000-0000-000000000000'

/** Builds the one way in: validate, find the organisation and the actor, check the declared access, run. */
export function createDispatch(
  services: Services,
  served: readonly Served[],
  resolveSession: SessionResolver,
): Dispatch {
  const byKey = new Map(served.map((one) => [keyOf(one.endpoint), one]))

  return async (endpoint, rawInput, caller) => {
    const found = byKey.get(keyOf(endpoint))
    if (!found) throw new AppError('http.not_found')
    const who = await whoAsks(services, endpoint, rawInput, caller, resolveSession)
    const input = validate(endpoint, rawInput)
    const reply: Reply = { cookies: [], headers: {} }
    const output = await answer(services, found, input, who, caller, reply)
    return { status: endpoint.status ?? 200, output, reply }
  }
}

function keyOf(endpoint: Endpoint): string {
  return `${endpoint.method} ${endpoint.path}`
}

async function answer(
  services: Services,
  served: Served,
  input: unknown,
  who: Who,
  caller: Caller,
  reply: Reply,
) {
  if (served.kind === 'query') return runQuery(services, served.handler, input, who)
  const { endpoint } = served
  const header = endpoint.method === 'POST' ? caller.headers.get('idempotency-key') : null
  const idempotency = idempotencyOf(header, keyOf(endpoint), input)
  if (served.kind === 'errand') {
    const request = { headers: caller.headers, ip: caller.ip, ...(caller.raw && { raw: caller.raw }) }
    const { handler } = served
    const errand = () => runErrand(services, handler, input, who, request, reply)
    // Signing in and its kin belong to no organisation, set cookies, and create nothing twice.
    if (!idempotency || who.orgId === NO_ORG) return errand()
    return onceOutside(
      (command, commandInput) => runCommand(services, command, commandInput, who),
      idempotency,
      errand,
    )
  }
  const { handler } = served
  if (!idempotency) return runCommand(services, handler, input, who)
  const command = (ctx: CommandContext) => once(ctx, idempotency, () => handler(ctx, input))
  Object.defineProperty(command, 'name', { value: handler.name })
  return runCommand(services, command, undefined, who)
}

async function whoAsks(
  services: Services,
  endpoint: Endpoint,
  rawInput: unknown,
  caller: Caller,
  resolveSession: SessionResolver,
): Promise<Who> {
  const session = await resolveSession(caller.headers)
  if (endpoint.access === 'public') {
    const orgId = await publicOrg(services, endpoint, rawInput)
    // A member of the organisation keeps the name they act under; for any other organisation they are a guest.
    const actor = session && (orgId === null || session.orgId === orgId) ? session.actor : guest
    return { orgId: orgId ?? session?.orgId ?? NO_ORG, actor, log: caller.log }
  }
  if (!session) throw new AppError('auth.required')
  const { actor } = session
  if (endpoint.access !== 'member') permit({ actor }, endpoint.access)
  if (
    endpoint.method !== 'GET' &&
    actor.kind === 'user' &&
    actor.viewedBy &&
    !endpoint.path.endsWith('/view-as/stop')
  ) {
    throw new AppError('auth.viewing_only')
  }
  return { orgId: session.orgId, actor, log: caller.log }
}

/** The organisation a public endpoint speaks of: by slug, by token, or none. */
async function publicOrg(services: Services, endpoint: Endpoint, rawInput: unknown): Promise<string | null> {
  const input = (rawInput ?? {}) as { orgSlug?: unknown; token?: unknown }
  if (endpoint.path.includes(':orgSlug')) {
    const id = typeof input.orgSlug === 'string' ? await orgIdBySlug(services, input.orgSlug) : null
    if (!id) throw new AppError('http.not_found')
    return id
  }
  if (endpoint.path.includes(':token')) {
    const token = typeof input.token === 'string' ? input.token : ''
    const id = readToken(services.config.secret, token)?.orgId ?? orgOfToken(token)
    if (!id) throw new AppError('http.not_found')
    return id
  }
  return null
}

/** The id of the organisation with this public slug, or null; `-` is the default one. Remembered for half a minute. */
export async function orgIdBySlug(services: Services, slug: string): Promise<string | null> {
  if (!/^[a-z0-9-]{1,50}$/.test(slug)) return null
  return services.cache.remember(NO_ORG, `org-by-slug:${slug}`, ['orgs'], 30, async () => {
    const row = await services.db.withoutOrg((tx) =>
      tx
        .withSchema('core')
        .selectFrom('orgs')
        .select('id')
        .$if(slug === DEFAULT_ORG, (query) => query.where('is_default', '=', true))
        .$if(slug !== DEFAULT_ORG, (query) => query.where('slug', '=', slug))
        .executeTakeFirst(),
    )
    return (row?.id as string | undefined) ?? null
  })
}
