import type { Chat } from './chat.ts'
import { h, icon } from './dom.ts'
import { offlineForm, whoForm } from './forms.ts'
import { createLog } from './log.ts'

/** The window of the chat: head, messages, forms, and where one writes. */
export function createPanel(chat: Chat, fileUrl: (path: string) => string) {
  const { look } = chat.state
  const log = createLog(chat, fileUrl)
  const writer = createWriter(chat)
  const fault = h('p', { class: 'hint bad', role: 'alert' })
  const place = h('div')
  const close = h('button', { class: 'plain', type: 'button', 'aria-label': 'Close chat' }, icon('close'))
  close.addEventListener('click', () => chat.setOpen(false))
  const state = h('p', { class: 'state' }, look.isOpen ? 'We are here' : 'Closed just now')
  const panel = h(
    'section',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-label': `Chat with ${look.name}`, hidden: true },
    h('header', {}, h('div', {}, h('h2', {}, look.name), state), close),
    log.scroll,
    fault,
    writer.form,
  )
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    chat.setOpen(false)
  })
  log.scroll.append(place)
  let shownForm = ''

  function update(): void {
    const form = formFor(chat)
    if (form !== shownForm) {
      const hadFocus = place.contains((place.getRootNode() as ShadowRoot).activeElement)
      place.replaceChildren(...(form === '' ? [] : [build(chat, form)]))
      shownForm = form
      if (hadFocus) focus()
    }
    writer.form.hidden = form === 'offline' || form === 'before'
    fault.textContent = chat.state.fault
    fault.hidden = chat.state.fault === ''
    log.update()
  }

  /** Where somebody who opens the chat wants to be. */
  function focus(): void {
    const field = writer.form.hidden ? place.querySelector('input') : writer.field
    ;(field ?? close).focus()
  }
  return { panel, update, focus }
}

type Form = '' | 'offline' | 'before' | 'after'

/** Which form stands under the messages now. */
function formFor({ state: { look, who, isAsked, messages } }: Chat): Form {
  const isKnown = who.email !== '' || who.phone !== ''
  if (!look.isOpen && look.look.offlineForm && !isKnown) return 'offline'
  if (isKnown || look.look.askWho === 'never') return ''
  if (look.look.askWho === 'before') return messages.length === 0 ? 'before' : ''
  return !isAsked && messages.some(({ from, state }) => from === 'me' && state === 'sent') ? 'after' : ''
}

function build(chat: Chat, form: Form): HTMLFormElement {
  return form === 'offline' ? offlineForm(chat) : whoForm(chat, form === 'before')
}

/** The field where one writes: Enter sends, Shift+Enter begins a line. */
function createWriter(chat: Chat) {
  const field = h('textarea', {
    rows: '1',
    'aria-label': 'Your message',
    placeholder: 'Write a message…',
    maxlength: '4000',
  })
  const grow = () => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`
  }
  const send = () => {
    const body = field.value.trim()
    if (body === '') return
    field.value = ''
    grow()
    void chat.send(body)
    field.focus()
  }
  field.value = chat.draft()
  field.addEventListener('input', () => {
    grow()
    chat.draft(field.value)
    if (field.value.trim() !== '') chat.typing()
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  })
  const chooser = h('input', {
    type: 'file',
    hidden: true,
    tabindex: '-1',
    accept: 'image/*,application/pdf',
  })
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0]
    if (file) void chat.sendFile(file)
    chooser.value = ''
  })
  const attach = h('button', { class: 'plain', type: 'button', 'aria-label': 'Send a file' }, icon('file'))
  attach.addEventListener('click', () => chooser.click())
  const go = h('button', { class: 'plain go', type: 'submit', 'aria-label': 'Send' }, icon('send'))
  const onsubmit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  const form = h('form', { class: 'write', onsubmit }, attach, chooser, field, go)
  return { form, field }
}
