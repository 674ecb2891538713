import { AppError, type ErrorKind } from '#values/errors.ts'
import { pgFault } from '../db.ts'

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
}

/** RFC 9457 problem details, with our code, the faults by field and the request's id. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  faults?: { path: (string | number)[]; message: string }[]
  details?: Record<string, unknown>
  requestId: string
}

/** The one place where an error becomes an HTTP answer. Anything unexpected is a 500 without inner details. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = asAppError(error)
  if (!known) {
    return {
      type: 'about:blank',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'server.fault',
      detail: 'The fault was noted. Please try again; if it stays, tell us the request id.',
      requestId,
    }
  }
  const { faults, ...details } = known.details as { faults?: Problem['faults'] }
  return {
    type: `/api/v1/errors#${known.code}`,
    title: known.message,
    status: STATUS[known.kind],
    code: known.code,
    detail: faults?.length
      ? faults.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join(' ')
      : known.message,
    ...(faults && { faults }),
    ...(Object.keys(details).length > 0 && { details }),
    requestId,
  }
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const state = pgFault(error)?.state
  // Statement timeout, lock timeout, too many connections, server shutting down: the caller may try again (PLAT-050).
  if (state && ['57014', '55P03', '53300', '57P01', '57P03'].includes(state))
    return new AppError('server.unavailable')
  // A value of the wrong form that a contract let through (an opaque cursor, say): the caller's fault, not ours.
  if (state && ['22P02', '22007', '22008', '22003'].includes(state)) return new AppError('input.malformed')
  const fastifyCode = (error as { code?: string } | null)?.code
  if (fastifyCode === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('input.too_large')
  if (fastifyCode === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('input.malformed', { faults: [{ path: [], message: 'Send application/json.' }] })
  // The address cannot be decoded, or a part of it is too long to be anything of ours.
  if (fastifyCode === 'FST_ERR_BAD_URL' || fastifyCode === 'FST_ERR_MAX_PARAM_LENGTH')
    return new AppError('http.not_found')
  if (fastifyCode?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError)
    return new AppError('input.malformed')
  return null
}
