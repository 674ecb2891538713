import type { Chat } from './chat.ts'
import { h, linked } from './dom.ts'
import { keyOf, type Shown } from './thread.ts'

/** What was said, oldest first. Screen readers hear only what is added. */
export function createLog(chat: Chat, fileUrl: (path: string) => string) {
  const { look } = chat.state
  const time = new Intl.DateTimeFormat(look.locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(look.locale, { day: 'numeric', month: 'short' })
  const older = h(
    'button',
    { class: 'quiet older', type: 'button', onclick: () => chat.older() },
    'Earlier messages',
  )
  const greeting = h('div', { class: 'msg' }, h('p', { class: 'said' }, greetingOf(chat)))
  const dots = h(
    'div',
    { class: 'msg', hidden: true },
    h('span', { class: 'said dots' }, h('i'), h('i'), h('i')),
  )
  dots.append(h('span', { class: 'sr' }, 'Somebody is writing'))
  const list = h('div', { role: 'log', 'aria-label': 'Messages', class: 'lines' }, greeting, dots)
  const scroll = h(
    'div',
    { role: 'region', 'aria-label': 'Conversation', class: 'log', tabindex: '0' },
    older,
    list,
  )
  const lines = new Map<string, HTMLElement>()
  const when = (at: string) => {
    const date = new Date(at)
    const isToday = date.toDateString() === new Date().toDateString()
    return isToday ? time.format(date) : `${day.format(date)}, ${time.format(date)}`
  }

  function update(): void {
    const { messages, hasOlder, isTyping } = chat.state
    older.hidden = !hasOlder
    greeting.hidden = hasOlder
    dots.hidden = !isTyping
    const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80
    const first = messages[0] && lines.has(keyOf(messages[0]))
    const height = scroll.scrollHeight
    const kept = new Set(messages.map(keyOf))
    for (const [key, line] of lines) if (!kept.has(key) && lines.delete(key)) line.remove()
    let after: Element = greeting
    for (const message of messages) {
      const key = keyOf(message)
      const line = lines.get(key) ?? h('div')
      lines.set(key, line)
      if (line.dataset.state !== `${message.id}${message.state}`) fill(line, message)
      if (after.nextElementSibling !== line) after.after(line)
      after = line
    }
    showChoices(messages)
    if (isAtEnd || messages.at(-1)?.state === 'sending') scroll.scrollTop = scroll.scrollHeight
    else if (!first) scroll.scrollTop += scroll.scrollHeight - height
  }

  function fill(line: HTMLElement, message: Shown): void {
    const isMine = message.from === 'me'
    line.className = isMine ? 'msg me' : 'msg'
    line.dataset.state = `${message.id}${message.state}`
    const author = h('span', { class: 'sr' }, isMine ? 'You: ' : `${message.name || look.name}: `)
    const said = h('div', { class: 'said' }, author, ...saidOf(message, fileUrl))
    line.replaceChildren(said, metaOf(message))
  }

  function metaOf(message: Shown): HTMLElement {
    if (message.state === 'failed') {
      const again = h(
        'button',
        { class: 'quiet', type: 'button', onclick: () => chat.retry(message) },
        'Try again',
      )
      return h('p', { class: 'meta bad' }, 'Not sent. ', message.files.length === 0 && again)
    }
    if (message.state === 'sending') return h('p', { class: 'meta' }, 'Sending…')
    const name = message.from === 'me' ? '' : message.name
    return h('p', { class: 'meta' }, name ? `${name} · ${when(message.at)}` : when(message.at))
  }

  /** Only the latest question can be answered by a press. */
  function showChoices(messages: readonly Shown[]): void {
    for (const old of list.querySelectorAll('.choices')) old.remove()
    const last = messages.at(-1)
    if (!last?.choices.length) return
    const buttons = last.choices.map((words) =>
      h('button', { class: 'choice', type: 'button', onclick: () => chat.send(words) }, words),
    )
    lines
      .get(keyOf(last))
      ?.append(h('div', { class: 'choices', role: 'group', 'aria-label': 'Answers' }, ...buttons))
  }

  return { scroll, update }
}

export function greetingOf({ state: { look } }: Chat): string {
  return look.isOpen ? look.look.greeting : look.look.offlineText
}

function saidOf(message: Shown, fileUrl: (path: string) => string): Node[] {
  const files = message.files.map((file) => {
    const url = fileUrl(file.url)
    const inside = file.mediaType.startsWith('image/')
      ? h('img', { src: url, alt: file.name, loading: 'lazy' })
      : file.name
    return h('a', { href: url, target: '_blank', rel: 'noopener' }, inside)
  })
  const isOnlyName = message.files.length === 1 && message.body === message.files[0]?.name
  return [...files, ...(isOnlyName ? [] : linked(message.body))]
}
