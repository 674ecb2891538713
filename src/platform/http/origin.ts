import type { FastifyRequest } from 'fastify'
import { AppError } from '#values/errors.ts'
import type { Config } from '../config.ts'

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
