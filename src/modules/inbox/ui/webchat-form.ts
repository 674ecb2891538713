import type { InputOf } from '#values/endpoint.ts'
import { formInput } from '#web/form.ts'
import type { updateWebchat, WebchatSettings } from '../contract/webchat.ts'

/** The page's form as the API wants it. An unticked box sends nothing; an emptied list of sites means every site. */
export function webchatInput(form: FormData): InputOf<typeof updateWebchat> {
  const { channelId, name, settings } = formInput(form)
  const typed = (settings ?? {}) as Record<string, unknown>
  const input = {
    channelId,
    name,
    isActive: form.has('isActive'),
    settings: {
      ...typed,
      // Texts may be emptied: the browser sends them, and `formInput` leaves empty ones out.
      ...Object.fromEntries(texts.map((field) => [field, String(typed[field] ?? '')])),
      colour: form.has('hasColour') ? String(typed.colour ?? '') : '',
      offlineForm: form.has('settings.offlineForm'),
      sites: sitesOf(typed.sites),
    },
  }
  return input as InputOf<typeof updateWebchat>
}

const texts = ['title', 'greeting', 'offlineText'] as const

function sitesOf(value: unknown): string[] {
  return String(value ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
}

/** What the preview shows of a form that is being filled in. */
export function lookOfForm(form: FormData, known: WebchatSettings): WebchatSettings {
  return { ...known, ...(webchatInput(form).settings as Partial<WebchatSettings>), sites: known.sites }
}
