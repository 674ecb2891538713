import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { defineErrors } from '#values/errors.ts'
import { Id, Instant, optionalText, text } from '#values/ids.ts'
import { Phone } from '#values/phone.ts'

/** Refusals of the web chat. */
export const webchatErrors = defineErrors({
  'inbox.visitor_unknown': {
    kind: 'not_found',
    message: 'This visitor is not known here. Begin a new conversation.',
  },
})

/** Names a web chat in public: it stands in the page's source, so it is an address and no secret. */
const Token = z.string().regex(/^[\w-]{54}$/, 'This is not the token of a web chat.')
/** Proves who a visitor is: given once to their browser, kept there, never sent to anybody else. */
const VisitorKey = z.string().regex(/^[\w-]{43}$/, 'This is not a visitor’s key.')
const Email = z.email({ error: 'Write an e-mail address such as ana@example.com.' }).max(254).toLowerCase()

/** `https://firm.example`: an origin, without a path. */
const Site = z
  .string()
  .trim()
  .max(200)
  .transform((site, check) => {
    const url = URL.parse(site.includes('://') ? site : `https://${site}`)
    if (url && /^https?:$/.test(url.protocol) && url.hostname) return url.origin
    check.addIssue({ code: 'custom', message: 'Write an address such as https://www.example.com.' })
    return z.NEVER
  })

const fields = {
  /** Above the conversation. Empty: the organisation's name. */
  title: text(60, 0),
  greeting: text(300, 0),
  /** Instead of the greeting out of hours. */
  offlineText: text(300, 0),
  /** `#0F5C4D`; empty: the organisation's colour. */
  colour: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(?:#[0-9A-F]{6})?$/, 'Use a colour such as #0F5C4D.'),
  side: z.enum(['right', 'left']),
  theme: z.enum(['auto', 'light', 'dark']),
  /** When visitors are asked who they are: never, after their first message, or before it. */
  askWho: z.enum(['never', 'after', 'before']),
  /** Out of hours a form for a message with a way to answer, instead of a chat. */
  offlineForm: z.boolean().or(z.stringbool()),
  /** Where the chat works; none: on every site. */
  sites: z.array(Site).max(30, 'Name at most 30 sites.'),
}

const OFFLINE = 'We are closed just now. Leave us a message and we will get back to you as soon as we open.'

/** How a web chat looks, what it says, where it works. Everything has a default: an empty object is a working chat. */
export const WebchatSettings = z.object({
  title: fields.title.default(''),
  greeting: fields.greeting.default('Hello! How can we help?'),
  offlineText: fields.offlineText.default(OFFLINE),
  colour: fields.colour.default(''),
  side: fields.side.default('right'),
  theme: fields.theme.default('auto'),
  askWho: fields.askWho.default('after'),
  offlineForm: fields.offlineForm.default(true),
  sites: fields.sites.default([]),
})
export type WebchatSettings = z.infer<typeof WebchatSettings>

/** The part that visitors see. */
export const WebchatLook = WebchatSettings.omit({ sites: true })
export type WebchatLook = z.infer<typeof WebchatLook>

/** A web chat as the office sees it. */
export const Webchat = z.object({
  channelId: Id,
  name: z.string(),
  isActive: z.boolean(),
  settings: WebchatSettings,
  token: z.string(),
  /** The line for the pages of the site. */
  snippet: z.string(),
  /** When a visitor last wrote. */
  lastReceivedAt: z.string().nullable(),
})
export type Webchat = z.infer<typeof Webchat>

export const listWebchats = endpoint({
  method: 'GET',
  path: '/api/v1/webchats',
  summary: 'Web chats with their look and the line for the site',
  access: 'inbox.manage',
  input: z.object({}),
  output: z.object({ items: z.array(Webchat) }),
})

/** Adds a web chat that works at once. */
export const createWebchat = endpoint({
  method: 'POST',
  path: '/api/v1/webchats',
  summary: 'Add a web chat',
  access: 'inbox.manage',
  status: 201,
  input: z.object({ name: text(60).default('Web chat') }),
  output: Webchat,
})

/** What is sent is changed, the rest stays. `renewToken` makes a new line for the site; the old one stops working. */
export const updateWebchat = endpoint({
  method: 'PATCH',
  path: '/api/v1/webchats/:channelId',
  summary: 'Change how a web chat looks and where it works',
  access: 'inbox.manage',
  input: z.object({
    channelId: Id,
    name: text(60).optional(),
    isActive: z.boolean().or(z.stringbool()).optional(),
    // Not the settings' own partial: a default would stand in for what is not sent.
    settings: z.object(fields).partial().optional(),
    renewToken: z.boolean().or(z.stringbool()).default(false),
  }),
  output: Webchat,
  errors: ['inbox.channel_not_found'],
})

const open = (name: string, summary: string) =>
  ({ method: 'POST', path: `/api/v1/webchat/:token${name}`, summary, access: 'public' }) as const

/** What the widget needs before anybody says anything. */
export const getWebchat = endpoint({
  method: 'GET',
  path: '/api/v1/webchat/:token',
  summary: 'How the chat on a site looks, and whether somebody is there',
  access: 'public',
  perMinute: 240,
  input: z.object({ token: Token }),
  output: z.object({
    look: WebchatLook.omit({ colour: true }),
    name: z.string(),
    /** Dark enough for white text. */
    colour: z.string(),
    isOpen: z.boolean(),
    /** How its people write dates: `en-GB`. */
    locale: z.string(),
  }),
  errors: ['inbox.channel_not_found'],
})

/** A message as a visitor may see it. */
export const VisitorMessage = z.object({
  id: z.string(),
  /** `me`: the visitor; `office`: a person; `bot`: the bot or an automatic reply. */
  from: z.enum(['me', 'office', 'bot']),
  /** The first name of the person who wrote. */
  name: z.string(),
  body: z.string(),
  at: z.string(),
  /** Answers to choose from, as words to send. */
  choices: z.array(z.string()),
  files: z.array(
    z.object({ name: z.string(), mediaType: z.string(), bytes: z.number().int(), url: z.string() }),
  ),
  /** The widget's own mark of the message, so that it is shown once. */
  ref: z.string().nullable(),
})
export type VisitorMessage = z.infer<typeof VisitorMessage>

/** Makes a visitor: called once, when somebody first writes. */
export const startVisit = endpoint({
  ...open('/visitors', 'Become a visitor of a web chat'),
  perMinute: 20,
  status: 201,
  input: z.object({ token: Token, page: text(1_000, 0).default('') }),
  output: z.object({ key: z.string() }),
  errors: ['inbox.channel_not_found'],
})

const Visitor = { token: Token, key: VisitorKey }
const Ref = z.string().regex(/^[\w-]{8,64}$/, 'This is not the mark of a message.')

/** A visitor writes. The same `ref` twice is one message. */
export const sendVisitorMessage = endpoint({
  ...open('/messages', 'Write as a visitor'),
  perMinute: 40,
  status: 201,
  input: z.object({
    ...Visitor,
    ref: Ref,
    body: text(4_000),
    /** The page they were on. */
    page: text(1_000, 0).default(''),
  }),
  output: z.object({ message: VisitorMessage }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown', 'inbox.channel_off'],
})

/** A visitor sends a file, at most 1 MB. */
export const sendVisitorFile = endpoint({
  ...open('/files', 'Send a file as a visitor'),
  perMinute: 10,
  status: 201,
  input: z.object({
    ...Visitor,
    ref: Ref,
    name: text(200),
    base64: z.base64({ error: 'Send the file as base64.' }).max(1_400_000, 'Send a file under 1 MB.'),
  }),
  output: z.object({ message: VisitorMessage }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown', 'inbox.channel_off', 'inbox.file_refused'],
})

/**
 * The visitor's own thread. With `since` only what came after; with `waitSeconds` the answer waits until there is
 * something new. `isReading` notes that everything was seen.
 */
export const readVisitorThread = endpoint({
  ...open('/thread', 'Read the own thread as a visitor'),
  perMinute: 120,
  input: z.object({
    ...Visitor,
    since: Instant.optional(),
    /** Also what came before this instant, 50 at a time. */
    before: Instant.optional(),
    waitSeconds: z.number().int().min(0).max(25).default(0),
    isReading: z.boolean().default(false),
    /** The latest messages of the office that the widget has: the answer waits for others. */
    known: z.array(z.string().max(80)).max(20).default([]),
    /** Whether the widget shows somebody typing: the answer comes when that ends, too. */
    sawTyping: z.boolean().default(false),
  }),
  output: z.object({
    messages: z.array(VisitorMessage),
    /** Pass it as `since`. */
    asOf: z.string(),
    hasOlder: z.boolean(),
    unread: z.number().int(),
    /** Somebody of the office is writing. */
    isTyping: z.boolean(),
    /** What the visitor told of themselves. */
    who: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown'],
})

/** Tells the office that the visitor is writing. */
export const noteVisitorTyping = endpoint({
  ...open('/typing', 'Tell that the visitor is writing'),
  perMinute: 60,
  input: z.object(Visitor),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown'],
})

/** Who the visitor says they are. Asked once. */
export const saveVisitorDetails = endpoint({
  ...open('/details', 'Say who you are as a visitor'),
  perMinute: 20,
  input: z.object({
    ...Visitor,
    name: optionalText(120),
    email: Email.or(z.literal('')).optional(),
    phone: Phone.or(z.literal('')).optional(),
  }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown'],
})

/** An e-mail address or a telephone number, as people type it. */
const Contact = z
  .string()
  .trim()
  .max(254)
  .transform((typed, check) => {
    const read = (typed.includes('@') ? Email : Phone).safeParse(typed)
    if (read.success) return read.data
    check.addIssue({ code: 'custom', message: 'Write an e-mail address or a telephone number.' })
    return z.NEVER
  })

/** The form for closed hours: a message, and where to answer it. */
export const leaveMessage = endpoint({
  ...open('/offline', 'Leave a message while nobody is there'),
  perMinute: 10,
  status: 201,
  input: z.object({
    ...Visitor,
    ref: Ref,
    name: text(120),
    /** An e-mail address or a telephone number. */
    contact: Contact,
    body: text(4_000),
    page: text(1_000, 0).default(''),
  }),
  output: z.object({ message: VisitorMessage }),
  errors: ['inbox.channel_not_found', 'inbox.visitor_unknown', 'inbox.channel_off'],
})

/** A file of a visitor's thread, by a link that only that thread names. */
export const getVisitorFile = endpoint({
  method: 'GET',
  path: '/api/v1/webchat-files/:token',
  summary: 'A file of a web chat',
  access: 'public',
  perMinute: 240,
  input: z.object({ token: z.string().regex(/^[\w-]{64}$/, 'This is not the link of a file.') }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/octet-stream',
  errors: ['inbox.not_found'],
})
