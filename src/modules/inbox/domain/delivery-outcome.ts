import type { Parsed } from '../contract/incoming.ts'

/** What a delivery held, in one line. */
export function outcomeOf(parsed: Parsed): string {
  const { messages, statuses, templates = [], channel = [], calls = [], unknown, note } = parsed
  const parts = [
    counted(messages.length, 'message'),
    counted(statuses.length, 'status', 'statuses'),
    counted(templates.length, 'template answer'),
    counted(channel.length, 'report about the channel', 'reports about the channel'),
    counted(calls.length, 'report about a call', 'reports about calls'),
    unknown > 0 && `${unknown} not understood`,
  ].filter(Boolean)
  return parts.length === 0 ? (note ?? 'Nothing in it') : parts.join(', ')
}

function counted(count: number, one: string, many = `${one}s`): string | false {
  return count > 0 && `${count} ${count === 1 ? one : many}`
}
