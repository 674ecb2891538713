import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db.ts'
import { newId } from '#values/ids.ts'
import { cookiePrefix } from '../contract/cookies.ts'

/** A mail that the sign-in library wants sent; `token` goes into the link. */
export interface AuthMail {
  kind: 'verify' | 'reset'
  to: string
  name: string
  token: string
}

/** What happened inside a call to the library, for the errand that made it. */
interface Notes {
  mails: AuthMail[]
  passwordResetOf?: { userId: string; email: string }
}

export const CLIENT_IP_HEADER = 'x-frontdesk-client-ip'
const DAY = 86_400

const notes = new AsyncLocalStorage<Notes>()

/** Runs a call and returns with its result the mails it wanted sent: they go through our own events. */
export async function noting<T>(work: () => Promise<T>): Promise<{ result: T; notes: Notes }> {
  const collected: Notes = { mails: [] }
  const result = await notes.run(collected, work)
  return { result, notes: collected }
}

function buildAuth(config: Config, db: Database) {
  const noteMail = async (kind: AuthMail['kind'], user: { email: string; name: string }, token: string) => {
    notes.getStore()?.mails.push({ kind, to: user.email, name: user.name, token })
  }
  return betterAuth({
    appName: 'Frontdesk',
    baseURL: config.baseUrl,
    secret: config.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: libraryDatabase(db), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      autoSignIn: false,
      requireEmailVerification: requiresVerification(config),
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => noteMail('reset', user, token),
      onPasswordReset: async ({ user }) => {
        const store = notes.getStore()
        if (store) store.passwordResetOf = { userId: user.id, email: user.email }
      },
    },
    emailVerification: {
      expiresIn: 3 * DAY,
      sendOnSignIn: true,
      sendVerificationEmail: ({ user, token }) => noteMail('verify', user, token),
    },
    session: {
      expiresIn: 30 * DAY,
      updateAge: DAY,
      additionalFields: {
        activeOrgId: { type: 'string', required: false, input: false },
        viewAsMemberId: { type: 'string', required: false, input: false },
      },
    },
    plugins: [twoFactor({ issuer: 'Frontdesk' })],
    rateLimit: { enabled: false }, // the platform limits by address before any call gets here
    advanced: {
      cookiePrefix,
      useSecureCookies: config.baseUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => newId() },
    },
  })
}

/** Mail must work before anybody is made to wait for it: without SMTP, and in a demonstration, nobody is. */
function requiresVerification(config: Config): boolean {
  return config.smtpUrl !== undefined && !config.demo
}

type BetterAuth = ReturnType<typeof buildAuth>

const auths = new WeakMap<Database, BetterAuth>()

/** The sign-in library on this process's database. Built once. */
export function authOf(services: { config: Config; db: Database }): BetterAuth {
  let auth = auths.get(services.db)
  if (!auth) {
    auth = buildAuth(services.config, services.db)
    auths.set(services.db, auth)
  }
  return auth
}

const dates = new Set<number>([pg.types.builtins.TIMESTAMPTZ, pg.types.builtins.TIMESTAMP])
const libraryTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    dates.has(oid) && format !== 'binary'
      ? (text: string) => new Date(text)
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/** The library compares JavaScript dates, where the product reads instants as text: same pool, other parsers. */
function libraryDatabase(db: Database) {
  const connect = async () => {
    const client = await db.pool.connect()
    return {
      query: (text: string, values: readonly unknown[] = []) =>
        client.query({ text, values: [...values], types: libraryTypes }),
      release: () => client.release(),
    }
  }
  const pool = { connect, end: async () => {}, options: {} }
  // biome-ignore lint/suspicious/noExplicitAny: the library brings its own table types
  return new Kysely<any>({ dialect: new PostgresDialect({ pool: pool as never }) })
}
