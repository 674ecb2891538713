import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'
import { Done, Email, NewPassword, Password, PersonName, Picture } from './fields.ts'

const Slug = z.string().trim().max(50).optional()

/** Where somebody lands after signing in: the office, or the pages of a customer of `orgSlug`. */
const Landing = z.object({ office: z.boolean(), orgSlug: z.string().nullable() })

/** How a sign-in went: done, or waiting for the second step. */
export const SignInResult = z.discriminatedUnion('status', [
  Landing.extend({ status: z.literal('signed_in') }),
  z.object({ status: z.literal('code_required') }),
])
export type SignInResult = z.infer<typeof SignInResult>

/** Exchanges e-mail and password for a session cookie, or asks for the second step. Refuses uniformly (IDEN-011). */
export const signIn = endpoint({
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in with e-mail address and password',
  input: z.object({
    email: Email,
    password: Password,
    /** Keeps the session for 30 days instead of until the browser closes. */
    remember: z.stringbool().or(z.boolean()).default(true),
    /** The organisation on whose pages the visitor signs in; they join it as a customer if need be. */
    orgSlug: Slug,
  }),
  output: SignInResult,
  errors: ['identity.wrong_credentials', 'identity.email_not_verified', 'identity.no_membership'],
  access: 'public',
  perMinute: 20,
})

/** The second step: a code from the app, or one of the backup codes. */
export const confirmSignIn = endpoint({
  method: 'POST',
  path: '/api/v1/sign-in/code',
  summary: 'Finish signing in with a code from the authenticator app, or a backup code',
  input: z.object({
    code: z
      .string({ error: 'Enter the code.' })
      .trim()
      .transform((value) => value.replace(/\s/g, ''))
      .pipe(z.string().min(6, 'Enter the six digits, or a backup code.').max(20)),
    /** Skips the second step on this device for 30 days. */
    trustDevice: z.stringbool().or(z.boolean()).default(false),
  }),
  output: SignInResult,
  errors: [
    'identity.wrong_code',
    'identity.sign_in_again',
    'identity.too_many_codes',
    'identity.no_membership',
  ],
  access: 'public',
  perMinute: 20,
})

/** What the sign-in page shows before anybody signs in: demonstration accounts, or that nothing is set up yet. */
export const getSignInOptions = endpoint({
  method: 'GET',
  path: '/api/v1/sign-in/options',
  summary: 'Whether Frontdesk still needs its set-up, and the sign-ins of a demonstration',
  input: z.object({}),
  output: z.object({
    setupNeeded: z.boolean(),
    orgName: z.string().nullable(),
    orgSlug: z.string().nullable(),
    demo: z.array(z.object({ label: z.string(), email: z.string(), password: z.string() })),
  }),
  access: 'public',
})

/** Ends the session on the server and in the browser (IDEN-019). */
export const signOut = endpoint({
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this session',
  input: z.object({}),
  output: Done,
  access: 'public',
})

/** Prolongs the session and sends its cookie anew, at most once a day (IDEN-010). */
export const refreshSession = endpoint({
  method: 'POST',
  path: '/api/v1/session/refresh',
  summary: 'Prolong this session',
  input: z.object({}),
  output: Done,
  access: 'member',
})

/**
 * Makes a customer account and mails a link to confirm the address. The answer is the same when the address has
 * an account already: its owner is told by mail and nothing is created (IDEN-012).
 */
export const register = endpoint({
  method: 'POST',
  path: '/api/v1/register',
  summary: 'Register as a customer',
  input: z.object({ name: PersonName, email: Email, password: NewPassword, orgSlug: Slug }),
  output: Done,
  errors: ['identity.setup_done'],
  access: 'public',
  perMinute: 10,
  status: 202,
})

/** Mails a single-use link that is valid for an hour. Same answer whether the address is known or not (IDEN-013). */
export const requestPasswordReset = endpoint({
  method: 'POST',
  path: '/api/v1/password-reset',
  summary: 'Ask for a link to set a new password',
  input: z.object({ email: Email }),
  output: Done,
  access: 'public',
  perMinute: 5,
  status: 202,
})

/** Sets a new password by the mailed link and ends every session of the account. */
export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/v1/password-reset/complete',
  summary: 'Set a new password by the mailed link',
  input: z.object({ token: z.string().min(1).max(200), newPassword: NewPassword }),
  output: Done,
  errors: ['identity.link_invalid'],
  access: 'public',
  perMinute: 20,
})

/** Confirms an address by the mailed link (IDEN-014). */
export const verifyEmail = endpoint({
  method: 'POST',
  path: '/api/v1/verify-email',
  summary: 'Confirm an e-mail address by the mailed link',
  input: z.object({ token: z.string().min(1).max(2000) }),
  output: Done,
  errors: ['identity.link_invalid'],
  access: 'public',
  perMinute: 20,
})

/** Mails the confirmation link again. Same answer whether the address is known or not. */
export const resendVerification = endpoint({
  method: 'POST',
  path: '/api/v1/verify-email/resend',
  summary: 'Ask for the confirmation link again',
  input: z.object({ email: Email }),
  output: Done,
  access: 'public',
  perMinute: 5,
  status: 202,
})

/** The visitor's own account. */
export const Profile = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  avatarUrl: z.string().nullable(),
  twoFactor: z.boolean(),
})
export type Profile = z.infer<typeof Profile>

/** The visitor's own account (IDEN-002). */
export const getProfile = endpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Your account',
  input: z.object({}),
  output: Profile,
  access: 'member',
})

/** Changes the own name or picture, in every organisation. `avatar: null` removes the picture. */
export const updateProfile = endpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change your name or picture',
  input: z.object({ name: PersonName.optional(), avatar: Picture.nullable().optional() }),
  output: Profile,
  errors: ['identity.image_unreadable'],
  access: 'member',
})

/** A profile picture: 256 × 256 WebP (IDEN-025). Its address is unguessable and never changes its content. */
export const getAvatar = endpoint({
  method: 'GET',
  path: '/api/v1/avatars/:avatarId',
  summary: 'A profile picture',
  input: z.object({ avatarId: Id }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  errors: ['identity.file_not_found'],
  access: 'public',
  perMinute: 600,
  produces: 'image/webp',
})

/** Changes the own password; other sessions end unless told otherwise. */
export const changePassword = endpoint({
  method: 'POST',
  path: '/api/v1/me/password',
  summary: 'Change your password',
  input: z.object({
    currentPassword: Password,
    newPassword: NewPassword,
    endOtherSessions: z.stringbool().or(z.boolean()).default(true),
  }),
  output: Done,
  errors: ['identity.wrong_password'],
  access: 'member',
  perMinute: 10,
})

/** Begins two-step sign-in: what the authenticator app needs. It is off until confirmed with a code. */
export const startTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp',
  summary: 'Begin two-step sign-in',
  input: z.object({ password: Password }),
  output: z.object({
    /** `otpauth://…`, for the QR code. */
    uri: z.string(),
    /** The same secret to type by hand. */
    secret: z.string(),
    /** Each works once, when the phone is lost. Shown only now. */
    backupCodes: z.array(z.string()),
  }),
  errors: ['identity.wrong_password', 'identity.totp_already_on'],
  access: 'member',
  perMinute: 10,
})

/** Turns two-step sign-in on with the first code. */
export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/confirm',
  summary: 'Turn two-step sign-in on with the first code',
  input: z.object({
    code: z
      .string({ error: 'Enter the code.' })
      .transform((value) => value.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits from your app.')),
  }),
  output: Done,
  errors: ['identity.wrong_code', 'identity.totp_not_started'],
  access: 'member',
  perMinute: 10,
})

/** Turns two-step sign-in off. */
export const disableTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/disable',
  summary: 'Turn two-step sign-in off',
  input: z.object({ password: Password }),
  output: Done,
  errors: ['identity.wrong_password'],
  access: 'member',
  perMinute: 10,
})
