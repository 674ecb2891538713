import type { FastifyReply, FastifyRequest } from 'fastify'
import { guest } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { orgOfToken } from '#values/token.ts'
import type { Config } from '../config.ts'
import type { Services } from '../context.ts'
import type { Served } from '../http.ts'
import { runQuery } from '../run.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site made a browser send. Browsers name the origin of every such request;
 * programs name none and carry no cookies, so they pass.
 */
export function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (SAFE.has(request.method)) return
  const { origin, host, cookie } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined) {
    if (origin === config.baseUrl || config.corsOrigins.includes(origin)) return
    if (URL.parse(origin)?.host === host) return
    throw new AppError('auth.wrong_origin')
  }
  if (site === 'cross-site' || (cookie && site === 'same-site')) throw new AppError('auth.wrong_origin')
}

/**
 * Whether the page that calls stands on another site which may: the answer then says so to the browser. Cookies are not
 * asked for, and calls that bring some are refused, so nobody acts there in a member's name.
 */
export async function answersForeignOrigin(
  { allowsOrigin }: Served,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const { origin, cookie } = request.headers
  const { token } = request.params as { token?: string }
  if (!allowsOrigin || !origin || !token || origin === services.config.baseUrl) return false
  reply.header('vary', 'Origin')
  const orgId = orgOfToken(token)
  if (!orgId || cookie !== undefined || !/^https?:\/\//.test(origin)) return false
  const isAllowed = await runQuery(services, allowsOrigin, { token, origin }, { orgId, actor: guest })
  if (isAllowed) reply.header('access-control-allow-origin', origin)
  return isAllowed
}
