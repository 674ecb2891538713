import { z } from 'zod'
import { text } from '#values/ids.ts'
import { roles } from './permissions.ts'

/** An e-mail address as accounts keep it: trimmed and in lower case. */
export const Email = z
  .string({ error: 'Enter an e-mail address.' })
  .trim()
  .toLowerCase()
  .max(254, 'Keep this under 254 characters.')
  .pipe(z.email({ error: 'Enter an e-mail address such as name@example.com.' }))

/** A password somebody chooses; 10 to 128 characters, no other rules (NIST SP 800-63B §3.1.1). */
export const NewPassword = z
  .string({ error: 'Choose a password.' })
  .min(10, 'Use at least 10 characters. Three or four words make a good password.')
  .max(128, 'Keep this under 128 characters.')

/** A password somebody types to prove who they are. */
export const Password = z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.').max(128)

/** The name of a person. */
export const PersonName = text(80)

/** One role of the role table. */
export const RoleName = z.enum(roles, { error: `Use one of ${roles.join(', ')}.` })

/** The roles of a member: one or more, each once. A single value counts as a list of one. */
export const Roles = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(RoleName, { error: 'Choose at least one role.' }).min(1, 'Choose at least one role.').max(7),
  )
  .transform((list) => [...new Set(list)])

/** What a member is limited to; empty lists mean "no limit of that sort". Null: sees everything. */
export const MemberScope = z.object({
  staffIds: z.array(z.uuid()).max(500).default([]),
  areaIds: z.array(z.uuid()).max(500).default([]),
})
export type MemberScope = z.infer<typeof MemberScope>

/** A picture sent in JSON: its media type and up to 1 MB as base64. */
export const Picture = z.object({
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif'], {
    error: 'Use a PNG, JPEG, WebP or GIF picture.',
  }),
  base64: z
    .string()
    .min(1, 'Choose a picture.')
    .max(1_400_000, 'Use a picture under 1 MB.')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Send the picture as base64.'),
})
export type Picture = z.infer<typeof Picture>

/** An answer without content of its own. */
export const Done = z.object({ done: z.literal(true) })
