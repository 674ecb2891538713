import type { FormValues, Refusal } from '#web/form.ts'
import { plannedInstant } from '../domain/broadcast.ts'

const words = (value: unknown) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    : []

export interface ListLine {
  address: string
  name: string
  /** Where it stands in what was pasted, from 1: head line and empty lines are counted, though not sent to. */
  line: number
}

const HEAD = /^"?(address|phone|email|number)"?\s*[,;\t]/i

/** Lines `address, name` of a pasted list or a CSV file; a head line, empty lines and quotes are left out. */
export function readList(text: string): ListLine[] {
  return text
    .split(/\r?\n/)
    .map((row, index) => ({ row: row.trim(), line: index + 1 }))
    .filter(({ row }) => row !== '' && !HEAD.test(row))
    .map(({ row, line }) => {
      const [address = '', ...name] = row.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
      return { address, name: name.join(' ').trim(), line }
    })
}

/** The form of a draft as the endpoint wants it. */
export function draftInput({ tags, postcodes, list, variables, audience, ...form }: FormValues): FormValues {
  const given = (variables ?? {}) as Record<string, string>
  const lines = typeof list === 'string' ? readList(list) : []
  return {
    ...form,
    variables: Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key.replace(/^v/, ''), value]),
    ),
    audience: {
      ...(audience as object),
      tags: words(tags),
      postcodes: words(postcodes),
      addresses: lines.map(({ address, name }) => ({ address, name })),
    },
  }
}

/** A refusal in the names of the form's fields, with what was typed. */
export function draftRefusal(refusal: Refusal, input: FormValues): Refusal {
  const faults = refusal.faults.map(({ path, message }) => ({ path: fieldOf(path), message }))
  return { ...refusal, faults, input }
}

function fieldOf([first, second, ...rest]: readonly (string | number)[]): (string | number)[] {
  if (first === 'variables' && second !== undefined) return ['variables', `v${second}`]
  if (first === 'audience' && second === 'addresses') return ['list']
  if (first === 'audience' && (second === 'tags' || second === 'postcodes')) return [second]
  return [first, second, ...rest].filter((step) => step !== undefined)
}

/** When it is to be sent, by the organisation's clocks, or what is wrong with that. */
export function plannedAt(
  local: unknown,
  zone: string,
  now: number,
): { ok: true; at: string } | { ok: false; fault: string } {
  if (typeof local !== 'string') return { ok: false, fault: 'Choose a day and a time.' }
  const at = plannedInstant(local, zone)
  if (at === null) return { ok: false, fault: 'Choose a day and a time.' }
  if (Date.parse(at) <= now)
    return { ok: false, fault: 'This time has passed. Choose a later one, or send now.' }
  return { ok: true, at: new Date(at).toISOString() }
}

/** Faults as a CSV file; what a spreadsheet would take for a formula is written as text. */
export function faultsFile(faults: readonly { row: number; address: string; reason: string }[]): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const rows = faults.map(({ row, address, reason }) => `${row},${cell(address)},${cell(reason)}`)
  return ['line,address,reason', ...rows].join('\r\n')
}
