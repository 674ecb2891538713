import { isAllowedSite } from './visitor-token.ts'

/** Minutes after the latest answer until it counts as not seen. */
export const MISSED_MINUTES = 5

/** An answer that the visitor did not see. */
export interface MissedAnswer {
  /** First name of who wrote; empty for the bot. */
  name: string
  body: string
  /** Names of enclosed files. */
  files: readonly string[]
}

/** What opens the chat on a page of the site, for the widget. */
const OPENS_CHAT = '#frontdesk-chat'

/**
 * The page of the site on which the visitor's browser finds the chat again; null unless the office named that site: a
 * page is what a stranger says it is, and our mails lead nowhere else.
 */
export function linkBack(page: string, sites: readonly string[]): string | null {
  const url = URL.parse(page)
  if (sites.length === 0 || !url || !/^https?:$/.test(url.protocol) || !isAllowedSite(sites, url.origin))
    return null
  return `${url.origin}${url.pathname}${OPENS_CHAT}`
}

/** The words of the mail: all answers in their order, the ways to go on, and how to get no more. */
export function missedAnswersText(mail: {
  visitorName: string
  answers: readonly MissedAnswer[]
  link: string | null
  /** The word that ends messages; null when the office has none. */
  stopWord: string | null
}): string {
  const { visitorName, answers, link, stopWord } = mail
  const first = visitorName.split(' ')[0]
  const said = answers.map(({ name, body, files }) => {
    const enclosed = files.map((file) => `[${file}]`)
    const words = [body, ...enclosed].filter(Boolean).join('\n')
    return name ? `${name}: ${words}` : words
  })
  const goOn = link ? `Answer this mail, or go on in the chat: ${link}` : 'Answer this mail to go on.'
  const stop = stopWord ? ` Answer ${stopWord} to get no more of these mails.` : ''
  return [
    first ? `Hello ${first},` : 'Hello,',
    'you left our chat before you saw this:',
    ...said,
    goOn,
    `This address was left in our chat.${stop}`,
  ].join('\n\n')
}
