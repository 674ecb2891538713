import { z } from 'zod'
import { WeeklyHours } from '#values/business-hours.ts'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { Currency } from '#values/money.ts'
import { Zone } from '#values/zone.ts'
import { Done, Email, Picture } from './fields.ts'

const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: 'Enter a number.' })
    .int('Enter a whole number.')
    .min(min, `Use ${min} or more.`)
    .max(max, `Use ${max} or less.`)

/** The rules of booking and travel that hold where a service says nothing else. */
export const Policies = z.object({
  /** Real hours before the start until which a customer may cancel or move alone. */
  cancelNoticeHours: whole(0, 720),
  /** What comes back when a customer's booking is cancelled later than that. */
  lateRefund: z.enum(['none', 'half', 'full'], { error: 'Use none, half or full.' }),
  /** Least time between booking and start. */
  minimumNoticeMinutes: whole(0, 43_200),
  /** How far ahead customers may book. */
  horizonDays: whole(1, 730),
  /** Distance between the start times on offer. */
  slotIntervalMinutes: whole(5, 240),
  /** How long a slot is kept for somebody who is filling in the form. */
  holdMinutes: whole(1, 60),
  /** Average speed between visits, for travel times. */
  speedKmh: whole(3, 130),
  /** How much longer the road is than the straight line: 1.3 is 30 % more. */
  detourFactor: z.coerce
    .number({ error: 'Enter a number.' })
    .min(1, 'Use 1 or more.')
    .max(3, 'Use 3 or less.'),
  /** Included in prices, in basis points: 2000 is 20 %. */
  vatRate: whole(0, 5_000),
  /** Customers may pay at the visit instead of when booking. */
  payOnTheDay: z.boolean().or(z.stringbool()),
})
export type Policies = z.infer<typeof Policies>

/** The part of the web address that names the organisation. */
export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, 'Use at least 2 characters.')
  .max(50, 'Keep this under 50 characters.')
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'Use letters, digits and hyphens, such as bright-side.')
  .refine((slug) => !reservedSlugs.has(slug), 'This word is reserved. Choose another one.')

const reservedSlugs = new Set([
  ...[
    'api',
    'assets',
    'docs',
    'help',
    'setup',
    'settings',
    'sign-in',
    'sign-out',
    'register',
    'today',
    'admin',
  ],
  ...[
    'inbox',
    'calendar',
    'clients',
    'deals',
    'orders',
    'dispatch',
    'dashboards',
    'reports',
    'theme',
    'public',
  ],
])

/** A colour as `#0F5C4D`. */
export const Colour = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^#[0-9A-F]{6}$/, 'Use a colour such as #0F5C4D.')

const Locale = z.string().trim().refine(isLocale, 'Use a language and region such as en-GB.')

function isLocale(value: string): boolean {
  try {
    return value.length <= 35 && Intl.getCanonicalLocales(value).length === 1
  } catch {
    return false
  }
}

/** Everything an organisation has set about itself. */
export const Organization = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  /** IANA zone in which its days begin. */
  zone: z.string(),
  isDemo: z.boolean(),
  logoUrl: z.string().nullable(),
  /** The colour as chosen. */
  colour: z.string(),
  /** The same colour, darkened where needed to be read as text or under white text at 4.5:1. */
  inkColour: z.string(),
  tagline: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  locale: z.string(),
  currency: z.string(),
  weekStartsOn: z.union([z.literal(1), z.literal(7)]),
  hours: WeeklyHours,
  policies: Policies,
})
/** Everything an organisation has set about itself; what other modules read by `getOrganization`. */
export type OrganizationSettings = z.infer<typeof Organization>

/** The organisation's settings (IDEN-028). */
export const getOrganizationSettings = endpoint({
  method: 'GET',
  path: '/api/v1/organization',
  summary: 'The organisation’s profile, branding, hours and policies',
  input: z.object({}),
  output: Organization,
  access: 'org.view',
})

const emptyText = (max: number) => text(max, 0).transform((value) => value || null)

/** Changes what is sent and leaves the rest (IDEN-028 to IDEN-032). Empty text clears a field. */
export const updateOrganization = endpoint({
  method: 'PATCH',
  path: '/api/v1/organization',
  summary: 'Change the organisation’s profile, branding, hours or policies',
  input: z.object({
    name: text(80).optional(),
    slug: Slug.optional(),
    zone: Zone.optional(),
    colour: Colour.optional(),
    tagline: emptyText(140).optional(),
    phone: emptyText(40).optional(),
    email: Email.or(z.literal('').transform(() => null)).optional(),
    address: emptyText(300).optional(),
    locale: Locale.optional(),
    currency: Currency.optional(),
    weekStartsOn: z.coerce
      .number()
      .pipe(z.union([z.literal(1), z.literal(7)], { error: 'Use 1 (Monday) or 7 (Sunday).' }))
      .optional(),
    hours: WeeklyHours.optional(),
    policies: Policies.partial().optional(),
  }),
  output: Organization,
  errors: ['identity.slug_taken'],
  access: 'org.edit',
})

/** Sets the logo; it is kept as PNG, at most 512 px wide, so that mail programs show it too. */
export const setLogo = endpoint({
  method: 'PUT',
  path: '/api/v1/organization/logo',
  summary: 'Set the organisation’s logo',
  input: Picture,
  output: Organization,
  errors: ['identity.image_unreadable'],
  access: 'org.edit',
})

/** Removes the logo; pages show the name instead. */
export const removeLogo = endpoint({
  method: 'DELETE',
  path: '/api/v1/organization/logo',
  summary: 'Remove the organisation’s logo',
  input: z.object({}),
  output: Organization,
  access: 'org.edit',
})

/** The logo as PNG. Its address never changes its content. */
export const getLogo = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug/logo/:logoId',
  summary: 'An organisation’s logo',
  input: z.object({ orgSlug: z.string().max(80), logoId: Id }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  errors: ['identity.file_not_found'],
  access: 'public',
  perMinute: 600,
  produces: 'image/png',
})

const NewOrganization = z.object({
  name: text(80),
  /** Made from the name when missing. */
  slug: Slug.optional(),
  zone: Zone,
  currency: Currency,
})

/** Creates a further organisation with the visitor as its owner, and switches to it. */
export const createOrganization = endpoint({
  method: 'POST',
  path: '/api/v1/organizations',
  summary: 'Create another organisation',
  input: NewOrganization,
  output: z.object({ id: Id, slug: z.string() }),
  errors: ['identity.slug_taken'],
  access: 'org.create',
  status: 201,
})

/** Whether the first-run page is still open. */
export const getSetup = endpoint({
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether Frontdesk still waits for its first organisation',
  input: z.object({}),
  output: z.object({ needed: z.boolean() }),
  access: 'public',
})

/** First run: makes the first organisation and its owner, and signs the owner in. Only while no account exists. */
export const completeSetup = endpoint({
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Set Frontdesk up with its first organisation and owner',
  input: z.object({
    organization: NewOrganization,
    admin: z.object({
      name: text(80),
      email: Email,
      password: z.string().min(10, 'Use at least 10 characters.').max(128),
    }),
  }),
  output: Done,
  errors: ['identity.setup_done'],
  access: 'public',
  perMinute: 10,
  status: 201,
})
