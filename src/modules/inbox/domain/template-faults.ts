import type { FieldFault } from '#values/errors.ts'
import type { TemplateButton } from '../contract/templates.ts'
import type { ChannelKind } from '../contract/words.ts'
import { variableCount } from './template-text.ts'

interface Draft {
  channelKind: ChannelKind
  channelId: string | null
  name: string
  body: string
  footer: string
  buttons: readonly TemplateButton[]
}

/**
 * What WhatsApp would refuse at once, beside its field
 * (https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components).
 */
export function templateFaults({ channelKind, channelId, name, body, footer, buttons }: Draft): FieldFault[] {
  if (channelKind !== 'whatsapp') return gaps(body)
  const faults = gaps(body)
  const fault = (path: (string | number)[], message: string) => faults.push({ path, message })
  if (!channelId) fault(['channelId'], 'Choose the number it belongs to.')
  if (!/^[a-z0-9_]{1,100}$/.test(name)) fault(['name'], 'Use small letters, digits and underscores.')
  if (/^\s*\{\{|\}\}\s*$/.test(body)) fault(['body'], 'Begin and end with words, not with a variable.')
  if (/\}\}\s*\{\{/.test(body)) fault(['body'], 'Put words between two variables.')
  if (/\n{3,}/.test(body)) fault(['body'], 'Leave at most one line empty.')
  if (/\{\{/.test(footer)) fault(['footer'], 'The footer takes no variables.')
  for (const [i, { kind, target }] of buttons.entries()) {
    if (kind === 'link' && URL.parse(target)?.protocol !== 'https:')
      fault(['buttons', i, 'target'], 'Use an address that begins with https://.')
    if (kind === 'call' && !/^\+\d{6,15}$/.test(target))
      fault(['buttons', i, 'target'], 'Use a number such as +447700900142.')
  }
  return faults
}

/** Variables are numbered from 1 without gaps. */
function gaps(body: string): FieldFault[] {
  const count = variableCount(body)
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter(
    (n) => !new RegExp(`\\{\\{\\s*${n}\\s*\\}\\}`).test(body),
  )
  return missing.length === 0
    ? []
    : [{ path: ['body'], message: `Number the variables without a gap: {{${missing[0]}}} is missing.` }]
}
