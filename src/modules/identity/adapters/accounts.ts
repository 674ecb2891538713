import { isAPIError } from 'better-auth/api'
import type { Config } from '#platform/config.ts'
import { type Database, pgFault } from '#platform/db.ts'
import { AppError } from '#values/errors.ts'
import { type AuthMail, authOf, CLIENT_IP_HEADER, noting } from './auth.ts'

interface Where {
  config: Config
  db: Database
}

/** What the library needs of a request, and nothing more: cookies, browser, and the address we trust. */
export interface Visitor {
  headers: Headers
  ip: string
}

export type SignedIn =
  | { status: 'signed_in'; userId: string; token: string; cookies: string[] }
  | { status: 'code_required'; cookies: string[] }

/**
 * Makes an account, or finds the one that has the address (`created: false`; its password stays). Takes as long
 * either way, so that a stranger cannot tell by the clock. Without a password nobody signs in until one is set by a
 * reset link.
 */
export async function createAccount(
  where: Where,
  account: { name: string; email: string; password?: string; isVerified: boolean },
): Promise<{ userId: string; created: boolean }> {
  const { internalAdapter, password } = await authOf(where).$context
  const [hash, existing] = await Promise.all([
    account.password === undefined ? null : password.hash(account.password),
    internalAdapter.findUserByEmail(account.email),
  ])
  if (existing) return { userId: existing.user.id, created: false }
  try {
    const { name, email, isVerified: emailVerified } = account
    const user = await internalAdapter.createUser(
      { name, email, emailVerified },
      { method: 'email-password' },
    )
    if (hash !== null) {
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
    }
    return { userId: user.id, created: true }
  } catch (error) {
    const winner = isDuplicate(error) ? await internalAdapter.findUserByEmail(account.email) : null
    if (!winner) throw error
    return { userId: winner.user.id, created: false }
  }
}

function isDuplicate(error: unknown): boolean {
  return pgFault(error)?.constraint.startsWith('user_email_key') ?? false
}

/** Checks address and password. Refuses an unknown address, a wrong password and a missing one alike. */
export async function signInWithPassword(
  where: Where,
  input: { email: string; password: string; remember: boolean },
  visitor: Visitor,
): Promise<{ result: SignedIn | null; mails: AuthMail[] }> {
  const { email, password, remember: rememberMe } = input
  const { result, notes } = await noting(async () => {
    try {
      const answer = await authOf(where).api.signInEmail({
        body: { email, password, rememberMe },
        headers: libraryHeaders(visitor),
        returnHeaders: true,
      })
      return signedIn(answer)
    } catch (error) {
      if (codeOf(error) === 'EMAIL_NOT_VERIFIED') return null
      if (codeOf(error)) throw new AppError('identity.wrong_credentials')
      throw error
    }
  })
  return { result, mails: notes.mails }
}

/** The second step: six digits from the app, anything else is taken for a backup code. */
export async function signInWithCode(
  where: Where,
  { code, trustDevice }: { code: string; trustDevice: boolean },
  visitor: Visitor,
): Promise<SignedIn> {
  const { api } = authOf(where)
  const call = { body: { code, trustDevice }, headers: libraryHeaders(visitor), returnHeaders: true } as const
  try {
    const answer = /^\d{6}$/.test(code) ? await api.verifyTOTP(call) : await api.verifyBackupCode(call)
    return signedIn(answer)
  } catch (error) {
    throw codeRefusal(error)
  }
}

function codeRefusal(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return new AppError('identity.too_many_codes')
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
    return new AppError('identity.sign_in_again')
  }
  return code ? new AppError('identity.wrong_code') : error
}

function signedIn(answer: { headers: Headers; response: unknown }): SignedIn {
  const cookies = answer.headers.getSetCookie()
  const { token, user } = answer.response as { token?: string | null; user?: { id: string } }
  if (!token || !user) return { status: 'code_required', cookies }
  return { status: 'signed_in', userId: user.id, token, cookies }
}

/** Ends the session of the request's cookie; harmless without one. Returns the cookies that clear the browser. */
export async function endSession(where: Where, visitor: Visitor): Promise<string[]> {
  const { headers } = await authOf(where).api.signOut({
    headers: libraryHeaders(visitor),
    returnHeaders: true,
  })
  return headers.getSetCookie()
}

/** Prolongs the session when it is due. Returns the cookies to send anew. */
export async function prolongSession(where: Where, visitor: Visitor): Promise<string[]> {
  const { headers } = await authOf(where).api.getSession({
    headers: libraryHeaders(visitor),
    returnHeaders: true,
  })
  return headers.getSetCookie()
}

/** Makes a reset link for the address, if it has an account. */
export async function requestReset(where: Where, email: string): Promise<AuthMail[]> {
  const { notes } = await noting(() => authOf(where).api.requestPasswordReset({ body: { email } }))
  return notes.mails
}

/** Sets the password by a reset token, once; all sessions of the account end. */
export async function completeReset(
  where: Where,
  { token, newPassword }: { token: string; newPassword: string },
): Promise<{ userId: string; email: string }> {
  const { notes } = await noting(async () => {
    try {
      await authOf(where).api.resetPassword({ body: { token, newPassword } })
    } catch (error) {
      throw codeOf(error) ? new AppError('identity.link_invalid') : error
    }
  })
  if (!notes.passwordResetOf) throw new AppError('identity.link_invalid')
  return notes.passwordResetOf
}

/** Makes a confirmation link for the address, if it has an account that still needs one. */
export async function requestVerification(where: Where, email: string): Promise<AuthMail[]> {
  const { notes } = await noting(async () => {
    try {
      await authOf(where).api.sendVerificationEmail({ body: { email } })
    } catch (error) {
      if (!codeOf(error)) throw error
    }
  })
  return notes.mails
}

/** Confirms the address a link was made for; returns it. */
export async function completeVerification(where: Where, token: string): Promise<string> {
  try {
    await authOf(where).api.verifyEmail({ query: { token } })
  } catch (error) {
    throw codeOf(error) ? new AppError('identity.link_invalid') : error
  }
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    email: string
  }
  return payload.email
}

/** Changes the password of the session's account. */
export async function replacePassword(
  where: Where,
  input: { currentPassword: string; newPassword: string },
  visitor: Visitor,
): Promise<void> {
  await withPassword(() =>
    authOf(where).api.changePassword({
      body: { ...input, revokeOtherSessions: false },
      headers: libraryHeaders(visitor),
    }),
  )
}

/** Prepares two-step sign-in; it is off until `confirmTwoFactor`. */
export async function prepareTwoFactor(
  where: Where,
  password: string,
  visitor: Visitor,
): Promise<{ uri: string; secret: string; backupCodes: string[] }> {
  const answer = await withPassword(() =>
    authOf(where).api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: libraryHeaders(visitor),
    }),
  )
  const { totpURI: uri, backupCodes } = answer as { totpURI: string; backupCodes: string[] }
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
}

/** Turns two-step sign-in on with the first code. Returns the cookies of the renewed session. */
export async function confirmTwoFactor(where: Where, code: string, visitor: Visitor): Promise<string[]> {
  try {
    const { headers } = await authOf(where).api.verifyTOTP({
      body: { code },
      headers: libraryHeaders(visitor),
      returnHeaders: true,
    })
    return headers.getSetCookie()
  } catch (error) {
    if (codeOf(error) === 'TOTP_NOT_ENABLED') throw new AppError('identity.totp_not_started')
    throw codeRefusal(error)
  }
}

/** Turns two-step sign-in off. Returns the cookies of the renewed session. */
export async function dropTwoFactor(where: Where, password: string, visitor: Visitor): Promise<string[]> {
  const { headers } = await withPassword(() =>
    authOf(where).api.disableTwoFactor({
      body: { password },
      headers: libraryHeaders(visitor),
      returnHeaders: true,
    }),
  )
  return headers.getSetCookie()
}

async function withPassword<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'INVALID_PASSWORD') throw new AppError('identity.wrong_password')
    if (code === 'TOTP_ALREADY_ENABLED') throw new AppError('identity.totp_already_on')
    if (code === 'UNAUTHORIZED') throw new AppError('auth.required')
    throw error
  }
}

/** The refusal's code when the library refused; null for faults. */
function codeOf(error: unknown): string | null {
  if (!isAPIError(error)) return null
  const { statusCode, body } = error as { statusCode: number; body?: { code?: string } }
  return statusCode < 500 ? (body?.code ?? 'REFUSED') : null
}

function libraryHeaders({ headers, ip }: Visitor): Headers {
  const own = new Headers()
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name)
    if (value) own.set(name, value)
  }
  if (ip) own.set(CLIENT_IP_HEADER, ip)
  return own
}
